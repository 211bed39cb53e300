// Traces from the bottom of a deep stack.
function f(n) { n ? f(n - 1) : console.trace('x'.repeat(1e6)) }
for (;;) f(2000)
