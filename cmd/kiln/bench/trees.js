// Allocation: binary trees that are built and dropped.
// n = 16
function make(depth) { return depth === 0 ? { left: null, right: null } : { left: make(depth - 1), right: make(depth - 1) }; }
function count(t) { return t.left === null ? 1 : 1 + count(t.left) + count(t.right); }
function run(n) {
  const kept = make(n);
  let sum = 0;
  for (let d = 4; d <= n; d += 2) {
    for (let i = 0; i < 1 << n - d; i++) sum += count(make(d));
  }
  return sum + count(kept);
}
