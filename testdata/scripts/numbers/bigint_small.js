// Operators on short BigInts agree with the same on long ones, in every tier.
const K = 1n << 100n;
const edges = [0n, 1n, -1n, 2n, (1n << 31n), -(1n << 31n), (1n << 61n), (1n << 62n) - 1n, (1n << 62n), -(1n << 62n) + 1n, -(1n << 62n), -(1n << 62n) - 1n,
  (1n << 63n) - 1n, (1n << 63n), -(1n << 63n), (1n << 64n) - 1n, (1n << 64n), -(1n << 64n), 12345n, -98765n];
function add(a, b) { return a + b; }
function sub(a, b) { return a - b; }
function and(a, b) { return a & b; }
function or(a, b) { return a | b; }
function xor(a, b) { return a ^ b; }
function inc(a) { let b = a; b++; return b; }
function dec(a) { let b = a; return b-- - b + --b; }
function less(a, b) { return a < b ? 1 : 0; }
function order(a, b) { let r = 0; if (a <= b) r += 1; if (a > b) r += 2; if (!(a >= b)) r += 4; if (a === b) r += 8; if (a != b) r += 16; return r; }
function long(a) { return a * K; }
let wrong = 0, sum = 0n;
for (let turn = 0; turn < 20; turn++) {
  for (const a of edges) for (const b of edges) {
    const x = long(a), y = long(b);
    if (add(a, b) * K !== x + y || sub(a, b) * K !== x - y) wrong++;
    if (and(a, b) * K !== (x & y) || or(a, b) * K !== (x | y) || xor(a, b) * K !== (x ^ y)) wrong++;
    if (inc(a) * K !== x + K || dec(a) !== a - 2n + 1n) wrong++;
    if (less(a, b) !== (x < y ? 1 : 0) || order(a, b) !== (x < y ? 21 : x > y ? 18 : 9)) wrong++;
    sum += add(a, b) ^ sub(a, b);
  }
}
print(wrong + " " + sum);

// Many live values, and collections between.
function many(n) {
  let a = 1n, b = 2n, c = 3n, d = 4n, e = 5n, f = 6n, g = 7n, h = 8n, keep = [];
  for (let i = 0n; i < n; i++) {
    a = a + b - c; b = (b ^ d) & 0xffffffffffn; c = c + e; d = (d | f) - (a & 0xffn); e = e + i; f = f ^ g; g = g + h & 0xffffn; h = h - 1n;
    if ((i & 63n) === 0n) keep.push(a, c, e, h);
  }
  return [a, b, c, d, e, f, g, h, keep.reduce((x, y) => x + y)].join();
}
print(many(3000n));

// What is no BigInt throws, or is a number, where only BigInts have been met.
for (const [f, x, y] of [[add, 1n, 1], [sub, 1, 1n], [and, 1n, undefined], [xor, 3, 5], [add, "a", 1n], [add, 1n, "b"], [less, 1n, 2.5], [order, 3n, "3"], [add, {}, 1n], [or, null, 1n]])
  try { print(String(f(x, y))); } catch (error) { print(error.name + ": " + error.message); }

// expect: 0 -2767011612430825739520
// expect: 1644799653416853,2438,4495516003,-233,4498505,26650,47491,-2992,37953421632204264
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: 6
// expect: a1
// expect: 1b
// expect: 1
// expect: 1
// expect: [object Object]1
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
