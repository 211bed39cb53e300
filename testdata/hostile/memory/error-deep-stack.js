// Errors made deep in the stack, so that each holds a long one.
const all = []
function f(n) { if (n === 0) all.push(new Error('deep')); else f(n - 1) }
for (;;) f(1000)
