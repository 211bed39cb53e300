// Arguments objects that hot functions make: of sloppy, strict and mapped functions.
// stress: skip, millions of safepoints
function sloppy() { return arguments.length + (arguments[0] | 0) + (arguments.callee === sloppy ? 1 : 0) + (arguments[Symbol.iterator] === Array.prototype.values ? 1 : 0) + [...arguments].length; }
function strict(a) { "use strict"; const before = arguments[0]; a = 100; return before + arguments[0] + arguments.length; }
function mapped(a, b) { a = 10; arguments[1] = 5; return a + arguments[0] + b + arguments.length; }
function standard(a = 1) { a += arguments.length; return a + (arguments[0] === undefined ? 1000 : arguments[0]); }
function all(n) { let s = 0; for (let i = 0; i < n; i++) s += sloppy() + sloppy(i) + sloppy(i, 1, 2, 3) + strict(i) + strict(i, 2) + mapped(i, i) + mapped(i, 1, 2) + standard() + standard(i) + standard(undefined, 3); return s; }
print(all(2000)); // expect: 20150000
function many() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s + arguments.length; }
function lists(n) { let s = 0; for (let i = 0; i < n; i++) { const list = Array.from({ length: i % 50 }, (_, k) => k); s += many(...list) + many.apply(null, list); } return s; }
print(lists(2000)); // expect: 1666000
function kept() { return arguments; } function same() { "use strict"; return arguments; }
function hold(n) { const all = []; for (let i = 0; i < n; i++) { const o = { i }; all.push(kept(o, i), same(o, i)); if (all.length > 400) all.length = 200; } let s = 0; for (const a of all) s += a[0].i === a[1] && a.length === 2 && Object.keys(a).join() === "0,1" && Object.prototype.toString.call(a) === "[object Arguments]" ? 1 : 0; return s + "/" + all.length; }
print(hold(6000)); // expect: 284/284
{ const a = same(1), b = same(2), d = Object.getOwnPropertyDescriptor(a, "callee"), e = Object.getOwnPropertyDescriptor(b, "callee"); let n = 0; try { a.callee; } catch (x) { n = x instanceof TypeError ? 1 : 0; } print([typeof d.get, d.get === d.set, d.get === e.get, d.enumerable, d.configurable, n, Reflect.ownKeys(a).map(String).join("|")].join()); } // expect: function,true,true,false,false,1,0|length|callee|Symbol(Symbol.iterator)
{ const a = same(1), b = same(2); let n = 0; try { Object.defineProperty(a, "callee", { value: 1 }); } catch (x) { n++; } n += Reflect.deleteProperty(a, "callee") ? 10 : 0; try { b.callee = 1; } catch (x) { n++; } print(n); } // expect: 2
function changed(x) { arguments.length = 1; arguments[3] = x; delete arguments[0]; arguments.more = 2; return [arguments.length, 0 in arguments, arguments[3], Object.keys(arguments).join("")].join(); } let c; for (let i = 0; i < 2000; i++) c = changed(7, 8); print(c); // expect: 1,false,7,13more
function arrow() { const f = () => arguments[0] + arguments.length; return f(99); } let w = 0; for (let i = 0; i < 2000; i++) w += arrow(i, 1); print(w); // expect: 2003000
function rest(...r) { return r.length + arguments.length + (arguments[0] === r[0] ? 1 : 0); } let q = 0; for (let i = 0; i < 2000; i++) q += rest(i) + rest(i, i) + rest(); print(q); // expect: 18000
function deep(n) { return n === 0 ? arguments.length : deep(n - 1, n, n) + arguments.length; } let z = 0; for (let i = 0; i < 300; i++) z += deep(20); print(z); // expect: 18300
class K { constructor() { this.n = arguments.length; } m() { return arguments[0]; } static s() { return arguments.length; } get g() { return arguments.length; } } let k = 0; for (let i = 0; i < 2000; i++) { const o = new K(i, i); k += o.n + o.m(i) + K.s(1, 2, 3) + o.g; } print(k); // expect: 2009000
