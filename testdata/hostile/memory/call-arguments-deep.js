// Frames with many arguments, deep.
function f(...a) { return f(...a, 1, 2, 3, 4, 5, 6, 7, 8) }
for (;;) { try { f() } catch (e) {} }
