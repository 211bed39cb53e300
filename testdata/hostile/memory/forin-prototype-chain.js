// for-in over a chain of objects with many names each.
let o = null
for (let i = 0; i < 300; i++) { o = Object.create(o); for (let k = 0; k < 300; k++) o['n' + i + '_' + k] = k }
const all = []
for (;;) for (const k in o) all.push(k)
