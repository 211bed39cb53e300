const s = new Set()
for (let i = 0; i < 2e5; i++) s.add(i)
const like = { size: 2 ** 53 - 1, has: () => true, keys() { return { next: () => ({ done: false, value: 1 }) } } }
for (;;) s.isSubsetOf(like)
