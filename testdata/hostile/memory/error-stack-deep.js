// Errors made at the bottom of a deep stack, each with its stack read.
const all = []
function f(n) { return n ? f(n - 1) : new Error('e').stack }
for (;;) all.push(f(3000))
