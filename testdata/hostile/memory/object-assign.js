// Objects that become larger with each source.
let n = 0
const o = {}
for (;;) { const s = {}; for (let i = 0; i < 100; i++) s['s' + n++] = n; Object.assign(o, s) }
