// A WeakMap whose keys live.
const w = new WeakMap()
const all = []
for (;;) { const k = {}; w.set(k, [k]); all.push(k) }
