// A function whose types never stay.
function f(o) { return o.x + 1 }
const all = []
for (let i = 0; ; i++) { const o = { ['a' + i % 5000]: 1, x: i % 3 ? i : i % 2 ? 'x' : 1.5 }; all.push(f(o)) }
