// A set-like whose keys never end.
let i = 0
const like = { size: 1, has: () => true, keys: () => ({ next: () => ({ value: i++, done: false }) }) }
new Set([1]).union(like)
