// finally blocks that run generators with finally blocks.
function* g(n) { try { yield n } finally { const it = g(n + 1); it.next(); it.return() } }
for (;;) { try { const it = g(0); it.next(); it.return() } catch (e) {} }
