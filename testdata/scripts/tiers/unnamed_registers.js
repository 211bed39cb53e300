// Registers that instructions read and write without naming each of them: the
// disposal of resources, closing iterators, values that a loop keeps at its end.
const log = [];
function res(k) { return { k, [Symbol.dispose]() { log.push(this.k); if (this.k % 7 === 6) throw this.k; } }; }
function dispose(n, fail) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    try {
      using a = res(i), b = i % 5 ? res(i + 0.5) : null;
      s += a.k;
      if (i % 11 === 3) continue;
      if (fail && i === n - 1) throw "end";
      s += b ? b.k : 1;
    } catch (e) { s += e === "end" ? 1000 : e; }
  }
  return s;
}
let sums = new Set();
for (let i = 0; i < 60; i++) sums.add(dispose(40, true));
console.log([...sums].join(), log.length); // expect: 2449 4320
log.length = 0;
function early(n) { for (let i = 0; i < n; i++) { using a = res(i); if (i === n - 1) return a.k; } }
sums = new Set();
for (let i = 0; i < 100; i++) sums.add(early(6));
console.log([...sums].join(), log.length); // expect: 5 600

// The target of a loop keeps the last value, also one that the body assigned.
function kept(o, n) { let k = "none", v = 0; for (k in o) { v = v + 1; if (v === n) k = v + 0.5; } return k + ":" + v; }
function keptOf(a, n) { let k = "none", v = 0; for (k of a) { v = v + 1; if (v === n) k = v * 2; } return k + ":" + v; }
const seen = new Set();
for (let i = 0; i < 300; i++) {
  seen.add(kept({ a: 1, b: 2 }, 2)); seen.add(kept({}, 0)); seen.add(keptOf([5, 6], 2)); seen.add(keptOf(new Set([5, 6]), 2)); seen.add(keptOf([], 1));
}
console.log([...seen].join(" ")); // expect: 2.5:2 none:0 4:2

// Iterators are closed once, with what they were made with.
let closed = 0;
class Steps { constructor(n) { this.n = n; } [Symbol.iterator]() { return this; } next() { return { done: this.n-- <= 0, value: this.n }; } return() { closed++; return {}; } }
function abort(it, at) { let s = 0; try { for (const v of it) { s += v; if (v === at) throw s; } } catch (e) { s = -e; } return s; }
const results = new Set();
for (let i = 0; i < 200; i++) { results.add(abort(new Steps(5), 1)); results.add(abort(new Steps(3), 9)); results.add(abort([1, 2, 3], 2)); results.add(abort(new Set([4, 5]), 5)); }
console.log([...results].join(), closed); // expect: -10,3,-3,-9 200
function first(it) { const [a, b = a] = it; return a + b; }
const firsts = new Set();
closed = 0;
for (let i = 0; i < 200; i++) { firsts.add(first(new Steps(5))); firsts.add(first(new Steps(1))); firsts.add(first([7])); }
console.log([...firsts].join(), closed); // expect: 7,0,14 200
