// Recursive calls of a small function.
// n = 60
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += fib(20);
  return sum;
}
