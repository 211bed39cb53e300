// Async calls that each await the next.
async function f(n) { return n + (await f(n + 1)) }
async function start() { for (;;) { try { await f(0) } catch (e) {} } }
start()
