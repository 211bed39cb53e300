// Recursive calls of a small function.
// n = 30
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
function run(n) { return fib(n); }
