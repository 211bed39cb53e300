// Iterators that are the script's own in hot code: results of all shapes, next methods that throw, collect, are no plain
// functions or change meanwhile, and loops that are left.
let closed = 0;
class Range {
  constructor(n, kind) { this.n = n; this.kind = kind; }
  [Symbol.iterator]() { return new Steps(this.n, this.kind); }
}
class Steps {
  constructor(n, kind) { this.i = 0; this.n = n; this.kind = kind; }
  next(...args) {
    const i = this.i++, more = i < this.n;
    switch (this.kind) {
      case "plain": return more ? { value: i, done: false } : { value: undefined, done: true };
      case "order": return { done: !more, value: i };
      case "short": return more ? { value: i } : { done: true };
      case "truthy": return { value: i, done: more ? 0 : "yes" };
      case "getters": return { get value() { return i; }, get done() { return !more; } };
      case "throws": if (i === 3) throw new RangeError("step " + args.length); return { value: i, done: false };
      case "wrong": return i === 3 ? 5 : { value: i, done: false };
      case "deep": return more ? { value: deep(20) + i, done: false } : { value: 0, done: true };
      case "made": return more ? { value: { i: [i, i] }.i[1], done: false } : { value: 0, done: true };
      case "proxy": return new Proxy({ value: i, done: !more }, {});
      case "changes": this.next = () => ({ value: 100, done: true }); return more ? { value: i, done: false } : { value: 0, done: true };
      case "inherits": return Object.create({ value: i, done: !more });
    }
  }
  return() { closed++; return {}; }
}
function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1); }
function sum(xs, stop = -1) {
  let s = 0;
  for (const x of xs) { if (x === stop) break; s += x; }
  return s;
}
function caught(xs) { let s = ""; try { for (const x of xs) s += x; } catch (e) { s += e.name + ":" + e.message; } return s; }
function thrown(xs) { try { for (const x of xs) if (x === 2) throw "out"; } catch (e) { return e; } }
function found(xs, y) { for (const x of xs) if (x === y) return "found"; return "none"; }
function nested(n) { let s = 0; for (const x of new Range(n, "plain")) for (const y of new Range(x, "order")) s += x * y; return s; }
const kinds = ["plain", "order", "short", "truthy", "getters", "deep", "made", "proxy", "changes", "inherits"];
const seen = new Map();
for (let i = 0; i < 30; i++) for (const k of kinds) {
  const xs = new Range(4, k), r = [sum(xs), sum(xs, 2), found(xs, 2), found(xs, 9), thrown(xs)].join();
  if (!seen.has(k + r)) seen.set(k + r, 0);
  seen.set(k + r, seen.get(k + r) + 1);
}
for (const [k, n] of seen) print(k + " " + n);
print(closed);
let last;
for (let i = 0; i < 30; i++) last = [caught(new Range(9, "throws")), caught(new Range(9, "wrong")), nested(4)].join();
print(last);
const closure = (n) => ({ [Symbol.iterator]() { let i = 0; return { next: () => i < n ? { value: i++, done: false } : { value: undefined, done: true } }; } });
for (let i = 0; i < 30; i++) last = sum(closure(5));
print(last);
function* three() { yield 1; yield 2; yield 3; }
const through = (it, next) => ({ [Symbol.iterator]() { return { it, next }; } });
const others = [() => through(three(), function () { return this.it.next(); }), () => { const g = three(); return through(g, g.next.bind(g)); }, () => new Set([1, 2]), () => [4, 5], () => "12", () => three()];
for (let i = 0; i < 12; i++) last = others.map((f) => sum(f())).join();
print(last);
for (const next of [5, undefined, class {}]) try { print(sum({ [Symbol.iterator]: () => ({ next }) }, undefined)); } catch (e) { print(e.name); }
// expect: plain6,1,found,none,out 30
// expect: order6,1,found,none,out 30
// expect: short6,1,found,none,out 30
// expect: truthy6,1,found,none,out 30
// expect: getters6,1,found,none,out 30
// expect: deep86,86,none,none, 30
// expect: made6,1,found,none,out 30
// expect: proxy6,1,found,none,out 30
// expect: changes6,1,found,none,out 30
// expect: inherits6,1,found,none,out 30
// expect: 810
// expect: 012RangeError:step 0,012TypeError:Iterator result 5 is not an object,11
// expect: 10
// expect: 6,6,3,9,012,6
// expect: TypeError
// expect: TypeError
// expect: TypeError
