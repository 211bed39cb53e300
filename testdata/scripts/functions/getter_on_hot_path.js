// Code that gets hot and then meets another kind of value.
// stress: skip, millions of safepoints
function add(a, b) { return a + b; }
let s = 0;
for (let i = 0; i < 3000; i++) s = add(s, i);
print(s); // expect: 4498500
print(add("a", 1) + add(1.5, 2) + add(null, 1) + add([], {})); // expect: a13.51[object Object]
print(add(2147483647, 1) + " " + add(-0, -0) + " " + add(1n, 2n)); // expect: 2147483648 0 3
function getX(o) { return o.x; }
const shapes = [{ x: 1 }, { y: 0, x: 2 }, { x: 3, z: 1 }, Object.create({ x: 4 }), { get x() { return 5; } }, [], "str", 7, Object.assign(Object.create(null), { x: 6 })];
let t = 0;
for (let i = 0; i < 3000; i++) t += getX(shapes[i % 6]) | 0;
print(t); // expect: 7500
print(shapes.map(getX).map(String).join()); // expect: 1,2,3,4,5,undefined,undefined,undefined,6
try { getX(null); } catch (e) { print(e.message); } // expect: Cannot read properties of null (reading 'x')
class P { constructor(v) { this.v = v; } get() { return this.v; } }
class Q extends P { get() { return super.get() * 2; } }
const objs = [new P(1), new Q(2), { get: () => 3 }];
let u = 0; for (let i = 0; i < 3000; i++) u += objs[i % 3].get();
print(u); // expect: 8000
P.prototype.get = function () { return 100; };
let w = 0; for (let i = 0; i < 300; i++) w += objs[i % 3].get();
print(w); // expect: 30300
function sum(arr) { let r = 0; for (let i = 0; i < arr.length; i++) r += arr[i]; return r; }
const ints = Array.from({ length: 100 }, (_, i) => i);
for (let i = 0; i < 50; i++) sum(ints);
print(sum(ints) + " " + sum([1.5, 2.5]) + " " + sum([1, , 2]) + " " + sum(["a", "b"]) + " " + sum(new Uint8Array([250, 10])) + " " + sum({ length: 2, 0: 1, 1: 2 }));
// expect: 4950 4 NaN 0ab 260 3
function count(n) { let i = 0; while (i < n) i++; return i; }
for (let i = 0; i < 100; i++) count(100);
print(count(1000) + " " + count(2.5) + " " + count("7")); // expect: 1000 3 7
function make(n) { const o = {}; o.a = n; o.b = n + 1; if (n > 90) o.c = 1; return o; }
let keys = ""; for (let i = 0; i < 100; i++) keys = Object.keys(make(i)).join("");
print(keys); // expect: abc
Object.defineProperty(Object.prototype, "late", { get() { return "late"; }, configurable: true });
print(({}).late); delete Object.prototype.late; print(String(({}).late));
// expect: late
// expect: undefined
function change(o, k) { return o[k]; }
for (let i = 0; i < 1000; i++) change(ints, i % 100);
print(change("abc", 1) + change({ k: "v" }, "k") + change([1, 2], "length") + String(change([1], 5)) + change(new Map([[1, 2]]), "size"));
// expect: bv2undefined1
{
  // Getters, of the host and of scripts, called while surplus arguments still wait for their list.
  const m = new Map([[1, 2]]), o = { get three() { return [1, 2].map((x) => x).length + 1; } }, proxy = new Proxy({}, { get: () => 7 });
  const rest = (a = m.size, ...list) => a + ":" + list;
  function more(a = o.three, b = proxy.x, ...list) { const later = () => list; return a + ":" + b + ":" + later() + m.size; }
  function all(a = o.three, b = m.size) { return a + ":" + b + ":" + Array.from(arguments); }
  const seen = new Set(), numbers = Array.from({ length: 20 }, (_, i) => i);
  for (let i = 0; i < 300; i++) seen.add(rest(undefined, ...numbers)).add(more(undefined, undefined, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).add(all(undefined, undefined, 2, 3, 4, 5, 6, 7, 8, 9));
  for (const text of seen) print(text);
  // expect: 1:0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19
  // expect: 3:7:2,3,4,5,6,7,8,9,10,111
  // expect: 3:1:,,2,3,4,5,6,7,8,9
}
