// Disposers at the limit.
const all = []
const o = { [Symbol.dispose]() { for (;;) all.push([1]) } }
function f() { using x = o; for (;;) all.push(new Array(100)) }
f()
