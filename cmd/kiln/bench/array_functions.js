// map, filter, reduce and forEach with arrow functions.
// n = 600
function run(n) {
  const data = Array.from({ length: 1000 }, (_, i) => i);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += data.map((x) => x * 2 + i).filter((x) => x % 3 === 0).reduce((a, b) => a + b, 0);
    data.forEach((x) => { sum ^= x; });
  }
  return sum;
}
