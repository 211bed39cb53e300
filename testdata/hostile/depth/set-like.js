// Set methods that ask a set-like, which asks again.
const like = { size: 1, has: () => new Set([1, 2]).union(like), keys: () => new Set([1]).intersection(like).keys() }
for (;;) { try { new Set([1]).isSubsetOf(like) } catch (e) {} try { new Set([1]).union(like) } catch (e) {} }
