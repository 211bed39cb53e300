// Symbols in a WeakSet, kept by an array.
const w = new WeakSet()
const all = []
for (;;) { const s = Symbol(); w.add(s); all.push(s) }
