// Lists of entries, kept.
const o = {}
for (let i = 0; i < 3000; i++) o['k' + i] = i
const all = []
for (;;) all.push(Object.entries(o), Object.getOwnPropertyDescriptors(o))
