// Executors that make promises.
const f = () => new Promise(() => f())
for (;;) { try { f().catch(() => {}) } catch (e) {} }
