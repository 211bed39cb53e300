// Rest properties of a large object.
const o = {}
for (let i = 0; i < 5000; i++) o['p' + i] = i
const all = []
for (;;) { const { p0, p1, ...rest } = o; all.push(rest) }
