// symmetricDifference with what never ends.
let i = 0
const like = { size: Infinity, has: () => false, keys: () => ({ next: () => ({ value: 's' + i++, done: false }) }) }
new Set([1]).symmetricDifference(like)
