// Default values that call.
function f(a = f()) { return a }
for (;;) { try { f() } catch (e) {} }
