// Very many WeakMaps with one entry.
const all = []
for (;;) { const w = new WeakMap(); w.set(w, w); all.push(w) }
