// Async generators that delegate to themselves.
async function* g() { yield* g() }
for (;;) g().next().catch(() => {})
