// Flattening what contains itself.
const a = [1]
a.push(a, a)
a.flat(Infinity)
