// Map and Set in machine code: keys of each kind, present or not, the same text in other cells,
// entries that are deleted and put again, receivers and methods that change.
const objects = Array.from({ length: 40 }, (_, i) => ({ i }));
const kinds = [0, -0, 1, 1.5, 3.0000000001, 2 ** 31, -(2 ** 31), NaN, Infinity, null, undefined, true, false, "", "a", "text", "é", "\u{1f98a}x", "x".repeat(300), 5n, 2n ** 70n, Symbol.iterator, Symbol("own"), objects[0], kindsOf];
function kindsOf(i) { return kinds[i % kinds.length]; }
function get(m, k) { return m.get(k); }
function has(m, k) { return m.has(k); }
function set(m, k, v) { return m.set(k, v); }
function in_(s, k) { return s.has(k); }
function add(s, k) { return s.add(k); }
let sum = 0, seen = [];
for (let round = 0; round < 60; round++) {
  const m = new Map(), s = new Set();
  for (let i = 0; i < kinds.length; i++) {
    if (has(m, kinds[i]) || get(m, kinds[i]) !== undefined || in_(s, kinds[i])) if (i !== 1) seen.push("early " + i);
    if (i % 3) { if (set(m, kinds[i], i) !== m || add(s, kinds[i]) !== s) seen.push("this " + i); }
  }
  for (let i = 0; i < kinds.length; i++) {
    const there = i % 3 !== 0 || i === 0; // 0 and -0 are one key
    if (has(m, kinds[i]) !== there || in_(s, kinds[i]) !== there) seen.push("has " + i);
    if (get(m, kinds[i]) !== (there ? i || 1 : undefined)) seen.push("get " + i);
  }
  // The same text in other cells: put together, a slice, wide.
  for (let i = 0; i < 30; i++) { set(m, "key" + i % 10, i); add(s, "k" + i % 10 + "y"); }
  for (let i = 0; i < 12; i++) {
    const text = ("xxkey" + i + "yy").slice(2, -2), wide = ("\u6f22key" + i).slice(1);
    if (get(m, text) !== (i < 10 ? 20 + i : undefined) || get(m, wide) !== get(m, "key" + i)) seen.push("text " + i);
    if (in_(s, ("k" + i) + "y") !== i < 10) seen.push("text in set " + i);
  }
  // Values that are cells, in old tables and young ones; deleted and put again.
  for (let i = 0; i < 200; i++) {
    const o = objects[i % 40];
    set(m, o, { i });
    if (get(m, o).i !== i) seen.push("value " + i);
    if (i % 7 === 0) { m.delete(o); if (has(m, o)) seen.push("deleted " + i); }
  }
  for (const [k, v] of m) if (typeof k === "object" && k) sum += v.i ?? v;
  m.clear();
  if (has(m, 1) || get(m, "a") !== undefined) seen.push("cleared");
  sum += set(m, 1, 2).size + s.size;
}
print(sum + seen.join()); // expect: 368160
// Many ints, objects and doubles that are ints.
const big = new Map();
for (let i = 0; i < 3000; i++) big.set(i, i * 2);
let total = 0;
for (let i = 0; i < 6000; i++) { total += get(big, i / 2) || 0; if (has(big, i)) total++; }
print(total); // expect: 9000000
// Other receivers and methods.
class Twice extends Map { get(k) { return super.get(k) * 2; } }
const results = [];
const of = [big, new Twice([[1, 5]]), { get: () => "own" }];
for (let i = 0; i < 99; i++) results[i % 3] = get(of[i % 3], 1);
print(results.join()); // expect: 2,10,own
for (const f of [() => get.call(null, { get: Map.prototype.get }, 1), () => has({ has: Map.prototype.has }, 1), () => add({ add: Set.prototype.add }, 1), () => has({ has: Set.prototype.has, __proto__: big }, 1)]) {
  try { f(); } catch (e) { print(e.name + ": " + e.message.slice(0, 24)); }
}
// expect: TypeError: Method Map.prototype.get
// expect: TypeError: Method Map.prototype.has
// expect: TypeError: Method Set.prototype.add
// expect: TypeError: Method Set.prototype.has
const original = Map.prototype.get;
Map.prototype.get = () => "changed";
print(get(big, 1)); // expect: changed
Map.prototype.get = original;
print(get(big, 1)); // expect: 2
