// Through Function.prototype.call and apply.
function f(n) { return n % 2 ? f.call(null, n + 1) : f.apply(null, [n + 1]) }
for (;;) { try { f(0) } catch (e) {} }
