// Integer arithmetic in a loop.
// n = 1500000
function run(n) {
  let h = 17;
  for (let i = 0; i < n; i++) h = (h * 31 + i) ^ (h >>> 7) & 0xffff;
  return h | 0;
}
