// Generators: suspending and resuming.
// n = 300000
function* range(n) { for (let i = 0; i < n; i++) yield i; }
function* evens(source) { for (const x of source) if (x % 2 === 0) yield x; }
function run(n) {
  let sum = 0;
  for (const x of evens(range(n))) sum += x;
  return sum;
}
