// Two functions and an arrow.
const g = (n) => h(n + 1)
function h(n) { return g(n) + 1 }
for (;;) { try { g(0) } catch (e) {} }
