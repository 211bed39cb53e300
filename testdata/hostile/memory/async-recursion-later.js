// The chain of waiting calls grows by jobs instead of on the stack.
async function f(n) { await null; return n + (await f(n + 1)) }
f(0)
