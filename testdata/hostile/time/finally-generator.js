// Generators closed by a stop run their finally blocks.
function* g() { try { for (;;) yield 1 } finally { for (;;) ; } }
for (const x of g()) break
