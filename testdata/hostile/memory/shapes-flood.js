// Ever new shapes.
let n = 0
const all = []
for (;;) { const o = {}; for (let i = 0; i < 20; i++) o['p' + (n * 7 + i)] = i; n++; all.push(o) }
