// One key is set for ever.
const w = new WeakMap(), k = {}
for (let i = 0; ; i++) w.set(k, i)
