const s = new Set([1, 2, 3])
const like = { size: 0, has: () => true, keys() { return { next: () => ({ done: false, value: 1 }) } } }
for (;;) s.isSupersetOf(like)
