// return methods that close themselves.
const it = { [Symbol.iterator]() { return this }, next: () => ({ done: false }), return() { const [a] = it; return {} } }
for (;;) { try { const [a] = it } catch (e) {} }
