// Copies of a large object.
let o = {}
for (let i = 0; i < 2000; i++) o['q' + i] = i
const all = []
for (;;) all.push({ ...o, extra: all.length })
