// Async functions that call themselves before they wait.
async function f() { await f() }
for (;;) f().catch(() => {})
