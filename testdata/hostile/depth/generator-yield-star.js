// yield* through very many generators.
function* g(n) { if (n) yield* g(n - 1); else for (;;) yield 1 }
for (;;) try { for (const x of g(1e5)) ; } catch {}
