// Async functions that wait for ever.
const never = new Promise(() => {})
async function f(a) { await never; return a }
const all = []
for (;;) all.push(f({}))
