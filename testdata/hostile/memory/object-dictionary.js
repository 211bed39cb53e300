// One object with ever more names.
const o = {}
for (let i = 0; ; i++) o['k' + i] = i
