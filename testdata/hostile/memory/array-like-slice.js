// slice of an array-like whose getter always has one more.
const like = new Proxy({}, { get: (t, k) => (k === 'length' ? 2 ** 32 - 1 : k === 'constructor' ? undefined : { k }), has: () => true })
Array.prototype.slice.call(like)
