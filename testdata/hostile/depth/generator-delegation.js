// yield* of itself.
function* g() { yield* g() }
for (;;) { try { g().next() } catch (e) {} }
