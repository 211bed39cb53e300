// Allocation: binary trees that are built and dropped.
// n = 40
function make(depth) { return depth === 0 ? { left: null, right: null } : { left: make(depth - 1), right: make(depth - 1) }; }
function count(t) { return t.left === null ? 1 : 1 + count(t.left) + count(t.right); }
function run(n) {
  const kept = make(14);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += count(make(4 + i % 10));
  return sum + count(kept);
}
