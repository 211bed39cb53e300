// for-of over arrays, destructuring, spread and defaults.
// n = 150
function run(n) {
  const pairs = [];
  for (let i = 0; i < 1000; i++) pairs.push([i, { w: i * 2, rest: [i, i + 1] }]);
  let sum = 0;
  for (let r = 0; r < n; r++) {
    for (const [k, { w, rest: [a, b], missing = 1 }] of pairs) sum += k + w - a + b + missing;
    const [first, ...others] = pairs;
    sum = (sum + others.length + first[0]) % 1000000007;
  }
  return sum;
}
