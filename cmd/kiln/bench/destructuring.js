// Patterns over arrays and objects, with defaults and rests.
// n = 150000
function sized({ x, y = 2, z: { w = 5 } = {} }) { return x + y + w; }
function run(n) {
  let sum = 0, a = 1, b = 2;
  for (let i = 0; i < n; i++) {
    const [p, q = 3, ...rest] = [i, undefined, 1, 2];
    [a, b] = [b, a];
    const o = { x: i, y: undefined, k: 1, l: 2 };
    const { x, y = 7, ...others } = o;
    sum = (sum + p + q + rest.length + a + x + y + others.k + sized(o)) | 0;
  }
  return sum;
}
