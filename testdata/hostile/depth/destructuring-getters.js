// Patterns with defaults that call the function.
function f({ a = f({}) } = {}, [b = f()] = []) { return a + b }
for (;;) { try { f() } catch (e) {} }
