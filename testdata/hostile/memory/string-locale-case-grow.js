// Upper case that grows threefold.
let s = '\u0390'.repeat(1e6)
const all = []
for (;;) all.push(s = s.toUpperCase())
