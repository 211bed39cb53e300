// Maps and sets that die at once.
for (;;) { const m = new Map(), s = new Set(); for (let i = 0; i < 10000; i++) { m.set(i, i); s.add('k' + i) } }
