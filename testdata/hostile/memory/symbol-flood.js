// Symbols that stay.
const all = []
for (let i = 0; ; i++) all.push(Symbol('description ' + i))
