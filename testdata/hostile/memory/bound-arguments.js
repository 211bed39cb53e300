// Bound functions with very many arguments.
const all = []
const many = new Array(20000).fill(0)
for (;;) all.push(Math.max.bind(null, ...many))
