// The text of each stack is asked for.
const all = []
function f(n) { return n === 0 ? new TypeError('t'.repeat(1000)).stack : f(n - 1) }
for (;;) all.push(f(50))
