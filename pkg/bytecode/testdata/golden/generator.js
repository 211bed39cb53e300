function* g(x) { const y = yield x; try { yield* y; } finally { yield 1; } }
async function a(x) { for await (const y of x) await y; }
