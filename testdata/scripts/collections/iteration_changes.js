// Maps, Sets and arrays that change while loops iterate over them, in every tier.
function sum(it) { let r = ""; for (const x of it) r += x + ";"; return r; }
function turns(make, change) {
  const c = make(), seen = [];
  let n = 0;
  for (const x of c) { if (n++ > 40) break; seen.push(String(x)); change(c, x, n); }
  return seen.join();
}
const numbers = n => Array.from({ length: n }, (_, i) => i);
let out = [];
for (let i = 0; i < 60; i++) out = [
  turns(() => new Set(numbers(6)), (s, x) => { if (x === 1) s.delete(2); if (x === 3) s.add(9); if (x === 9) s.delete(0), s.add(0); }),
  turns(() => new Set(numbers(3)), (s, x, n) => { s.delete(x); if (n < 12) s.add(x); }),
  turns(() => new Set(numbers(5)), (s, x) => { if (x === 2) { s.clear(); s.add("a"); } }),
  turns(() => new Map(numbers(5).map(k => [k, k * 2])), (m, [k]) => { m.set(k, 0); m.delete(k + 1); if (k < 20) m.set(k + 10, 1); }),
  turns(() => numbers(4), (a, x) => { if (x < 6) a.push(x + 10); if (x === 1) a.length = 3; }),
].concat([sum(new Map([[1, 2], [3, 4]]).keys()), sum(new Map([[1, 2], [3, 4]]).values()), sum(new Map([[1, 2], [3, 4]])), sum(new Set(["x", "y"]).entries()),
  sum([5, , 6].entries()), sum([5, , 6].keys()), sum(new Uint8Array(2).entries()), sum({ __proto__: Array.prototype, length: 2, 0: "z" }.values())]);
print(out.join("\n"));

// Keys of which many have been removed before the cursor, and rehashing under it.
const big = new Set(numbers(2000));
let total = 0, count = 0;
for (const x of big) { total += x; if (++count % 3 === 0) big.delete(x); if (x < 300) big.add(x + 5000); if (x < 1000) big.delete(x - 1); }
print([total, count, big.size].join(" "));

// An iterator that goes on after its end gives nothing, whatever is added.
const s = new Set([1]), it = s.values();
let first = [...it], later;
s.add(2);
for (const x of it) later = x;
print([first, String(later), it.next().done].join(" "));

// Destructuring steps the same iterators.
const parts = [];
for (let i = 0; i < 60; i++) { const [a, b, ...c] = new Set([1, 2, 3, 4]), [d, e] = new Map([[1, 2]]), [f = 7] = new Set(); parts[i % 2] = [a, b, c, d, e, f].join(":"); }
print(parts.join(" "));

// A next method that somebody has put there is called.
function all(c) { let r = 0; for (const x of c) r += x; return r; }
for (let i = 0; i < 60; i++) all(new Set([1, 2, 3])), all(new Map([[1, 2]]).values());
const SetNext = Object.getPrototypeOf(new Set().values()), original = SetNext.next;
let calls = 0;
SetNext.next = function () { calls++; const r = original.call(this); if (!r.done) r.value *= 10; return r; };
print([all(new Set([1, 2, 3])), calls, all(new Map([[1, 2], [3, 4]]).values())].join(" "));
SetNext.next = Object.getPrototypeOf(new Map().values()).next;
try { all(new Set([1])); } catch (e) { print(e.name); }
SetNext.next = original;
print([all(new Set([1, 2, 3])), calls].join(" "));

// expect: 0,1,3,4,5,9,0
// expect: 0,1,2,0,1,2,0,1,2,0,1,2,0,1
// expect: 0,1,2,a
// expect: 0,0,2,4,4,8,10,1,12,1,14,1,20,1,22,1,24,1
// expect: 0,1,2,12
// expect: 1;3;
// expect: 2;4;
// expect: 1,2;3,4;
// expect: x,x;y,y;
// expect: 0,5;1,;2,6;
// expect: 0;1;2;
// expect: 0,0;1,0;
// expect: z;undefined;
// expect: 3543850 2300 868
// expect: 1 undefined true
// expect: 1:2:3,4:1,2::7 1:2:3,4:1,2::7
// expect: 60 4 6
// expect: TypeError
// expect: 6 4
