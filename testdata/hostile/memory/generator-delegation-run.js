// Delegation a thousand deep, run, and kept.
const all = []
function* g(n) { if (n > 0) yield* g(n - 1); else for (;;) yield n }
for (;;) { const it = g(500); it.next(); all.push(it) }
