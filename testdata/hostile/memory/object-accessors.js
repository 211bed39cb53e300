// Accessors with closures.
const all = []
for (let i = 0; ; i++) all.push({ get x() { return i }, set x(v) { i = v } })
