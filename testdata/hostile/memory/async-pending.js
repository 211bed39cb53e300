// Async functions that wait for what never comes.
const all = []
const never = new Promise(() => {})
async function f(x) { const a = [x]; await never; return a }
for (;;) all.push(f(1))
