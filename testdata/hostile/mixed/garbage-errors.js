// Errors that die at once.
function f(n) { if (n) f(n - 1); else throw new Error('x') }
for (;;) { try { f(100) } catch (e) { e.stack } }
