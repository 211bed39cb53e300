// Sites of very many shapes, objects that stay.
const all = []
for (let i = 0; ; i++) { const o = {}; for (let k = 0; k < 5; k++) o['p' + ((i >> k) % 200)] = k; all.push(o); o.p1; o.p2 }
