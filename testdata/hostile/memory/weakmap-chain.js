// Each value is the next key.
const w = new WeakMap()
let k = {}
const first = k
for (;;) { const n = {}; w.set(k, n); k = n }
