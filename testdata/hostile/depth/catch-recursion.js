// Recursion in catch at the end of the stack: two calls for each.
function f() { try { f() } catch (e) { try { f() } catch (e) { f() } } }
f()
