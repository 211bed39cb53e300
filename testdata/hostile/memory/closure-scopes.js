// Closures over big scopes.
const all = []
for (;;) { const a = 'x'.repeat(100), b = [a], c = { b }; all.push(() => a, () => b, () => c) }
