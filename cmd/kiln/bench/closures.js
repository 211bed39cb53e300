// Making closures, calling them, and the variables that they share.
// n = 400000
function counter(step) {
  let value = 0;
  return { next: () => value += step, reset: () => { value = 0; } };
}
function run(n) {
  let sum = 0;
  const c = counter(3);
  for (let i = 0; i < n; i++) {
    const add = (x) => x + i;
    sum = (sum + add(c.next())) % 1000003;
    if (i % 1000 === 0) c.reset();
  }
  return sum;
}
