// Recursion with many arguments and locals.
function f(a, b, c, d, e, g, h, i, j, k) { const x = [a, b], y = { c, d }; return f(x, y, e, g, h, i, j, k, a, b) + 1 }
for (;;) { try { f() } catch (e) {} }
