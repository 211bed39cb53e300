// Values wait in finally blocks, deep in the stack.
const all = []
function f(n) { try { return [n, n] } finally { all.push([n]); if (n < 5000) f(n + 1) } }
for (;;) { try { f(0) } catch (e) {} }
