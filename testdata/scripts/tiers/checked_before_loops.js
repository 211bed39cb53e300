// Values that loops carry, which are checked to be numbers, ints or objects where the loop begins: what enters later
// is something else.
"use strict";
function mean(x, n) { let last = x[0]; for (let i = 1; i < n; i++) last = x[i] = (last + x[i]) * 0.5; return last; }
const doubles = [0.5, 1.5, 2.5, 3.5];
for (let i = 0; i < 2000; i++) mean(doubles.slice(), 4);
print([mean(doubles.slice(), 4), mean([1, 2, 3, 4], 4), mean([-0, -0, -0, -0], 4), 1 / mean([-0, -0], 2)].join(" "));
// expect: 2.625 3.125 0 -Infinity
print([mean(["1", 2, 3, 4], 4), mean([undefined, 2], 2), mean([null, 2], 2), mean([{ valueOf: () => 6 }, 2], 2), mean(["a"], 1)].join(" "));
// expect: 4.25 NaN 1 4 a
try { mean([1n, 2], 2); } catch (e) { print(e.constructor.name); }
// expect: TypeError
print([mean([, 2, 4], 3), mean([1, , 4], 3), mean([1, 2], 3)].join(" "));
// expect: NaN NaN NaN

function hash(w, h, n) { let e = h[0]; for (let i = 0; i < n; i++) { const t = (e << 5) + (e ^ i) + w[i % w.length] + h[1] | 0; h[1] = e; e = t; } return e; }
for (let i = 0; i < 2000; i++) hash([0x7fffffff, -1, i], [i, 1], 9);
print([hash([0x7fffffff, -1, 5], [3, 1], 40), hash([0x7fffffff, 2 ** 40, 5], [3, 1], 40), hash([0.5, NaN, -0], [3, 1], 40), hash([1e300, -1e300], [3, 1.5], 40)].join(" "));
// expect: -1183880060 2070310248 -963605257 0
print([hash(["7", 1], [3, 1], 5), hash([1, { valueOf: () => 2 ** 31 }], ["3", 2 ** 53], 40)].join(" "));
// expect: 0 974549568
function sums(a, b, c) { return (a << 1) + b + c | 0; }
for (let i = 0; i < 2000; i++) sums(i, 0x7fffffff, 0x7fffffff);
print([sums(1, 2 ** 53, 1), sums(1, 2 ** 53, 2), sums(-2147483648, -2147483648, -1), sums(1, 0.5, 0.5), sums(0, -0, -0), sums(1, "2", 3)].join());
// expect: 4,4,2147483647,3,0,223

// The entry of an inner loop, with a phi of the outer one that is not always a number.
function inner(list) {
  let s, r = 0;
  for (const x of list) {
    s = x;
    for (let i = 0; i < 3; i++) s = s * 2 - i;
    r += s;
  }
  return r;
}
for (let i = 0; i < 1000; i++) inner([1, 2.5, i]);
print([inner([1, 2.5, 3]), inner([1, "2", 3]), inner([null, undefined])].join(" "));
// expect: 40 36 NaN
function late(list) { let best; for (let i = 0; i < list.length; i++) if (best === undefined || list[i] < best) best = list[i]; return best; }
for (let i = 0; i < 1000; i++) late([3, 2.5, i]);
print([late([3, 2.5, 7]), late([]), late(["b", "a"])].join(" "));
// expect: 2.5  a
function chain(o, n) { let x = 0; for (let i = 0; i < n; i++) { x += o.v; o = o.next; } return x; }
const ring = { v: 1, next: { v: 2.5, next: null } };
ring.next.next = ring;
for (let i = 0; i < 1000; i++) chain(ring, 5);
print(chain(ring, 5));
// expect: 8
try { chain(null, 3); } catch (e) { print(e.constructor.name); }
// expect: TypeError
