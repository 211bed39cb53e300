// Static blocks that define classes.
function f() { class A { static { f() } } }
for (;;) { try { f() } catch (e) {} }
