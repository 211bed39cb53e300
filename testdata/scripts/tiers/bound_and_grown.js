// Bound functions made and called by hot code, and objects that outgrow the properties that their cells hold.
// stress: skip, millions of safepoints
function grow(n) { let s = 0; for (let i = 0; i < n; i++) { const o = {}; o.a = i; o.b = 1; o.c = "c" + (i & 3); o.d = 3; o.e = { i }; o.f = 5.5; o.g = [i]; o.h = 7; o.i = null; o.j = 9; o.k = "k"; o.l = 11; o.m = 12; s += o.e.i + o.g[0] + o.m + o.f + (o.i === null ? 1 : 0) + (o.k === "k" ? 1 : 0); } return s; }
print(grow(3000)); // expect: 9055500
function keep(n) { const all = []; for (let i = 0; i < n; i++) { const o = { x: i }; all.push(o); } for (const o of all) { o.b = [o.x]; o.c = 1; o.d = 2; o.e = { v: o.x }; o.f = "f" + o.x; o.g = 5; o.h = 6; o.z = [o]; } let s = 0; for (const o of all) s += o.b[0] + o.e.v + o.f.length + (o.z[0] === o ? 1 : 0) + Object.keys(o).length; return s; }
let kept = ""; for (let i = 0; i < 5; i++) kept += keep(2000) + " "; print(kept.trim()); // expect: 4026890 4026890 4026890 4026890 4026890
function Many(n) { this.p0 = n; for (const k of ["q", "r", "s"]) this[k] = k; this.p1 = 1; this.p2 = 2; this.p3 = 3; this.p4 = 4; this.p5 = 5; this.p6 = 6; this.p7 = 7; }
let keys = 0; for (let i = 0; i < 2000; i++) keys += Object.keys(new Many(i)).join("").length; print(keys); // expect: 38000
function lessened(n) { let s = 0; for (let i = 0; i < n; i++) { const o = {}; o.a = 1; o.b = 2; o.c = 3; o.d = 4; o.e = 5; o.f = 6; o.g = 7; o.h = 8; if (i % 7 === 0) { delete o.h; delete o.g; o.g = { i }; o.h = 9; } o.i = 10; o.j = 11; s += o.h + o.j + (typeof o.g === "object" ? o.g.i : o.g); } return s; }
print(lessened(2000)); // expect: 335569
function adds(o) { o.a = 1; o.b = 2; o.c = 3; o.d = 4; o.e = 5; o.f = 6; return o; }
for (let i = 0; i < 2000; i++) adds({}); Object.defineProperty(Object.prototype, "e", { set(v) { this.x = v * 2; }, configurable: true }); { const o = adds({}); print(Object.keys(o).join() + " " + o.x); } // expect: a,b,c,d,x,f 10
delete Object.prototype.e; print(Object.keys(adds({})).join()); // expect: a,b,c,d,e,f
{ const p = {}, c = Object.create(p); for (let i = 0; i < 100; i++) c.e; adds(p); print(c.e + c.f); } // expect: 11

function f(a, b, c) { "use strict"; return this.k + a + (b | 0) + arguments.length; }
function binds(n) { let s = 0; for (let i = 0; i < n; i++) { const g = f.bind({ k: i }, 1), h = f.bind({ k: 1 }); s += g(2) + g() + h(i, 1, 2, 3) + g.length + h.length; } return s; }
print(binds(3000)); // expect: 13549500
{ const g = f.bind({ k: 1 }, 1, 2, 3, 4); print([g.name, g.length, g.hasOwnProperty("prototype"), Object.getOwnPropertyNames(g).join(), JSON.stringify(Object.getOwnPropertyDescriptor(g, "name"))].join(" ")); } // expect: bound f 0 false length,name {"value":"bound f","writable":false,"enumerable":false,"configurable":true}
Object.defineProperty(f, "name", { value: "other" }); print([f.bind().name, f.bind().bind().name].join(" ")); // expect: bound other bound bound other
Object.defineProperty(f, "length", { value: 2.7 }); print(f.bind(0, 1).length); // expect: 1
function anon() { return [function () {}, () => {}, async () => {}, function* () {}, class {}, { m() {} }.m]; } print(anon().map((x) => x.bind().name + "/" + x.bind().length + "/" + (Object.getPrototypeOf(x.bind()) === Object.getPrototypeOf(x))).join()); // expect: bound /0/true,bound /0/true,bound /0/true,bound /0/true,bound /0/true,bound m/0/true
{ const g = function n() {}; Object.setPrototypeOf(g, null); const b = Function.prototype.bind.call(g, 1); print([String(Object.getPrototypeOf(b)), b.length, Object.getOwnPropertyDescriptor(b, "name").value].join(" ")); } // expect: null 0 bound n
class K { constructor(x, y) { this.x = x; this.y = y; this.t = new.target === K; } static s() { return this.v; } } K.v = 8;
{ const B = K.bind(null, 1); let s = 0; for (let i = 0; i < 2000; i++) { const o = new B(i); s += o.x + o.y + (o.t && o instanceof K && o instanceof B ? 1 : 0); } print([s, B.name].join(" ")); } // expect: 2003000 bound K
{ const B = K.bind(null, 1); let n = 0; for (let i = 0; i < 2000; i++) { try { B(i); } catch (e) { n += e instanceof TypeError ? 1 : 0; } } print(n); } // expect: 2000
{ const s = K.s.bind(K); let n = 0; for (let i = 0; i < 2000; i++) n += s(); print(n); } // expect: 16000
function many() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
function spread(n) { const b = many.bind(null, ...Array.from({ length: 70 }, (_, i) => i)), c = many.bind(null, 1, 2, 3, 4, 5); let s = 0; for (let i = 0; i < n; i++) s += b(1, 2) + c(i, i) + c(); return s; }
print(spread(1500)); // expect: 5920500
function thrower(x) { if (x % 100 === 0) throw new Error("at " + x); return x; }
{ const b = thrower.bind(null); let n = 0, lines = ""; for (let i = 1; i <= 2000; i++) { try { n += b(i); } catch (e) { lines = e.stack.split("\n").slice(0, 2).join().replace(/\s+/g, " ").replace(/ \(.*/, ""); n++; } } print([n, lines].join(" ")); } // expect: 1980020 Error: at 2000, at thrower
function sloppy() { return typeof this; } { const a = sloppy.bind(5), b = sloppy.bind(undefined); let n = 0; for (let i = 0; i < 2000; i++) n += (a() === "object" ? 1 : 0) + (b() === "object" ? 1 : 0); print(n); } // expect: 4000
{ let deep = many; for (let i = 0; i < 20; i++) deep = deep.bind(null, i); let s = 0; for (let i = 0; i < 2000; i++) s += deep(1); print(s); } // expect: 382000
{ let depth = 0; const rec = function r(a) { depth++; self(a, 1, 2, 3, 4, 5, 6, 7); }, self = rec.bind(null, 1, 2, 3); let n = 0; for (let i = 0; i < 3; i++) { try { self(1); } catch (e) { n += e instanceof RangeError ? 1 : 0; } } print([n, depth > 300].join(" ")); } // expect: 3 true

// One site adds to objects that have room for the property and to such that get overflow slots for it.
class Roomy { constructor() { this.y = 1; } }
function addsOne(o) { o.k3 = o.y; return o; }
let addedTo = 0;
for (let i = 0; i < 400; i++) {
  const small = addsOne(new Roomy()), large = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, y: 9 };
  addsOne(large);
  if (i % 3 === 0) addsOne({ y: i });
  addedTo += small.k3 + large.k3 + Object.keys(large).length;
}
console.log(addedTo);
// expect: 8000
