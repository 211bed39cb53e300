// Machine code first, then memory.
const all = []
function f(i) { const o = { a: i, b: i + 0.5, c: [i] }; all.push(o); return o }
for (let i = 0; ; i++) f(i)
