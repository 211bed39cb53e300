// Calls of every kind from hot code: too few and too many arguments, spread, apply, new, bound, getters, callbacks.
// stress: skip, millions of safepoints
function f(a, b, c) { return [a, b, c, arguments.length].join("/"); }
let r; for (let i = 0; i < 1500; i++) { f(i); f(i, 1); f(i, 1, 2); r = f(i, 1, 2, 3, 4); } print(r + " " + f());
// expect: 1499/1/2/5 ///0
function rest(a, ...more) { return a + more.length + more.reduce((x, y) => x + y, 0); }
let s = 0; for (let i = 0; i < 1500; i++) s += rest(i) + rest(i, 1) + rest(i, 1, 2); print(s); // expect: 3383250
function def(a = 1, { b = 2, c = a + b } = {}, [d = 3] = []) { return a + b + c + d; }
s = 0; for (let i = 0; i < 1500; i++) s += def() + def(i) + def(i, { b: 1 }) + def(i, { c: 1 }, [i]); print(s);
// expect: 6781500
const arr = [1, 2, 3]; s = 0; for (let i = 0; i < 1500; i++) s += Math.max(...arr, i) + f.apply(null, arr).length + f(...arr, ...arr).length; print(s);
// expect: 1145256
function Pt(x, y) { this.x = x; this.y = y; } class Pt2 { constructor(x) { this.x = x; } } class Pt3 extends Pt2 { constructor(x) { super(x + 1); this.y = 0; } } class Pt4 extends Pt3 {}
s = 0; for (let i = 0; i < 1500; i++) s += new Pt(i, 1).x + new Pt2(i).x + new Pt3(i).x + new Pt4(i).x; print(s);
// expect: 4500000
const bound = function (a, b) { return this.k + a + b; }.bind({ k: 10 }, 5); s = 0; for (let i = 0; i < 1500; i++) s += bound(i); print(s);
// expect: 1146750
s = 0; for (let i = 0; i < 200; i++) s += [3, 1, 2].sort((a, b) => a - b)[0] + [1, 2].map((x) => x + i).length + "abc".replace(/b/, () => i).length; print(s);
// expect: 1490
const counter = { n: 0, get next() { return ++this.n; }, set next(v) { this.n = v; } }; for (let i = 0; i < 2000; i++) counter.next; counter.next = 5; print(counter.next);
// expect: 6
function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1); } s = 0; for (let i = 0; i < 100; i++) s += deep(50); print(s);
// expect: 5000
const handlers = [(x) => x + 1, (x) => x * 2, Math.abs, Number, String, parseInt]; let v = 3; for (let i = 0; i < 1200; i++) { v = handlers[i % 6](v); if (v > 1e6) v = 1; } print(v);
// expect: 6142
function sloppyThis() { return typeof this; } function strictThis() { "use strict"; return typeof this; } let k = ""; for (let i = 0; i < 600; i++) k = sloppyThis() + strictThis() + sloppyThis.call(1) + strictThis.call(1); print(k);
// expect: objectundefinedobjectnumber
function tag(s, ...v) { return s.raw.length + v.length; } s = 0; for (let i = 0; i < 1000; i++) s += tag`a${i}b${i}`; print(s);
// expect: 5000
function* g(n) { for (let i = 0; i < n; i++) yield i; } s = 0; for (let i = 0; i < 200; i++) for (const x of g(10)) s += x; print(s);
// expect: 9000
function fact(n) { return n <= 1 ? 1 : n * fact(n - 1); } s = 0; for (let i = 0; i < 300; i++) s += fact(10); print(s);
// expect: 1088640000
let th = 0; for (let i = 0; i < 1000; i++) try { (i % 2 ? undefined : f)(i); } catch (e) { th++; } print(th);
// expect: 500
function swap(a, b) { [a, b] = [b, a]; return a - b; } s = 0; for (let i = 0; i < 1500; i++) s += swap(i, i + 2); print(s);
// expect: 3000
const proxy = new Proxy(f, { apply: (t, self, args) => args.length }); s = 0; for (let i = 0; i < 500; i++) s += proxy(1, 2, 3); print(s);
// expect: 1500
function nt() { return new.target ? 1 : 0; } s = 0; for (let i = 0; i < 500; i++) s += nt() + (typeof new nt() === "object" ? 10 : 0); print(s);
// expect: 5000
const opt = { m: null, k: { f: (x) => x } }; s = 0; for (let i = 0; i < 1000; i++) s += (opt.m?.(i) ?? 1) + opt.k?.f?.(i); print(s);
// expect: 500500
function evalIn(n) { let q = 0; for (let i = 0; i < n; i++) q += eval("i"); return q; } print(evalIn(300));
// expect: 44850
