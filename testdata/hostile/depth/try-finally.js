// Recursion in finally.
function f() { try { f() } finally { f() } }
f()
