// using in a function that never returns.
const all = []
function f() { using x = { [Symbol.dispose]() { all.push(x) } }; all.push(x); f() }
for (;;) { try { f() } catch (e) { all.push(e) } }
