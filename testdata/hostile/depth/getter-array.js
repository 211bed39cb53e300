// Getters on indices, read by a built-in function.
const a = [1]
Object.defineProperty(a, 0, { get() { return a.map((x) => x) } })
for (;;) { try { a[0] } catch (e) {} }
