const m = new WeakMap(), l = []
for (;;) { const o = {}; l.push(o); m.set(o, 1) }
