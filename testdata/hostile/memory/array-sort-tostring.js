// The default order asks for the string of each element, and each is long.
const a = Array.from({ length: 5000 }, (v, i) => ({ toString: () => 'y'.repeat(200000) + i }))
a.sort()
