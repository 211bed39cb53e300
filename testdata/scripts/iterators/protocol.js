// for-of over every built-in iterable and over hand-made ones.
const out = [];
for (const c of "a𝒳b") out.push(c.length);
print(out.join()); // expect: 1,2,1
for (const [k, v] of new Map([["k", 1]])) print(k + v); // expect: k1
for (const v of new Set([1, 1, 2])) print(v);
// expect: 1
// expect: 2
for (const v of [1, , 3]) print(String(v));
// expect: 1
// expect: undefined
// expect: 3
for (const [i, v] of ["x", "y"].entries()) print(i + v);
// expect: 0x
// expect: 1y
for (const v of new Uint8Array([1, 258])) print(v);
// expect: 1
// expect: 2
(function () { for (const v of arguments) print("arg " + v); })("p", "q");
// expect: arg p
// expect: arg q
class Range {
  constructor(a, b) { this.a = a; this.b = b; }
  *[Symbol.iterator]() { for (let i = this.a; i < this.b; i++) yield i; }
}
print([...new Range(3, 6)].join()); // expect: 3,4,5
print(Array.from(new Range(0, 3), (x) => x * x).join()); // expect: 0,1,4
const arr = [1, 2, 3];
const seen = [];
for (const v of arr) { seen.push(v); if (v < 3) arr.push(v * 10); }
print(seen.join()); // expect: 1,2,3,10,20
const it = [1, 2][Symbol.iterator]();
print(JSON.stringify([it.next(), it.next(), it.next(), it.next()]));
// expect: [{"value":1,"done":false},{"value":2,"done":false},{"done":true},{"done":true}]
print(it[Symbol.iterator]() === it); // expect: true
print(Object.prototype.toString.call(it) + Object.prototype.toString.call(new Map().keys()));
// expect: [object Array Iterator][object Map Iterator]
try { for (const x of 5) ; } catch (e) { print(e.message); } // expect: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
try { for (const x of {}) ; } catch (e) { print(e.name); } // expect: TypeError
try { [...undefined]; } catch (e) { print(e.name); } // expect: TypeError
const m = new Map([[1, "a"]]);
const ms = [];
for (const [k] of m) { ms.push(k); if (k < 3) m.set(k + 1); }
print(ms.join()); // expect: 1,2,3
const s = new Set([1, 2, 3]);
const ss = [];
for (const v of s) { ss.push(v); s.delete(v); if (v === 1) { s.delete(2); s.add(4); } }
print(ss.join()); // expect: 1,3,4
let x; for ([x] of [[1], [2]]);
print(x); // expect: 2
