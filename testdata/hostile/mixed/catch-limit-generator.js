// A generator whose finally goes on.
function* g() { for (;;) { try { yield* g2() } finally { for (;;) yield 1 } } }
function* g2() { for (;;) yield new Array(1000) }
const all = []
for (const x of g()) all.push(x)
