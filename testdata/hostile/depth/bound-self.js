// A function that calls itself bound.
function f() { return f.bind(this, 1)() }
for (;;) { try { f() } catch (e) {} }
