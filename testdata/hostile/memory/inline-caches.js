// Very many sites, each of which sees many shapes.
const objects = Array.from({ length: 64 }, (v, i) => ({ ['a' + i]: 1, x: i }))
const all = []
for (let i = 0; ; i++) {
  const f = new Function('o', Array.from({ length: 100 }, (v, k) => 'o.x + o.y' + k).join(';'))
  for (const o of objects) f(o)
  all.push(f)
}
