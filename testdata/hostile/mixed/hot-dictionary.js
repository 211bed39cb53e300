// Objects in dictionary mode in hot code.
const all = []
for (let i = 0; ; i++) { const o = { a: 1, b: 2, c: 3 }; delete o.b; o[i % 50] = o; all.push(o) }
