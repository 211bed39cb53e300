// Promises that resolve to promises.
let p = new Promise(() => {})
async function f(n) { return n ? f(n - 1) : p }
for (;;) { try { f(1e5) } catch {} }
