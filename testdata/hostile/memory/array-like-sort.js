// Sorting an array-like that has a million elements of its own making.
const like = new Proxy({}, { get: (t, k) => (k === 'length' ? 2 ** 31 : 'v' + String(k)), has: () => true, set: () => true })
Array.prototype.sort.call(like)
