// Set methods with a set-like of a claimed size.
const a = new Set([1, 2, 3])
const like = { size: Infinity, has() { return false }, keys() { let i = 0; return { next() { return { value: -(++i), done: false } } } } }
for (;;) { a.isDisjointFrom(like); a.isSupersetOf({ ...like, size: 1 }); a.union(like) }
