// Objects, closures and environments that hot code makes itself, and what changes under it: prototypes, new.target, frozen objects, fields.
// stress: skip, millions of safepoints
class A { constructor(x) { this.x = x; } get twice() { return this.x * 2; } sum() { return this.x; } }
class B extends A { constructor(x, y) { super(x); this.y = y; } sum() { return super.sum() + this.y; } }
class C extends B {} class D extends C { z = 3; #p = 4; sum() { return super.sum() + this.z + this.#p; } }
function many(n) { let s = 0; for (let i = 0; i < n; i++) { const o = i & 1 ? new B(i, 1) : i & 2 ? new C(i, 2) : new D(i, 3); s += o.sum() + o.twice; } return s; }
print(many(4000)); // expect: 24008000
function P(x) { this.x = x; } P.prototype.get = function () { return this.x; };
function make(n) { let s = 0; for (let i = 0; i < n; i++) s += new P(i).get(); return s; }
print(make(3000)); // expect: 4498500
P.prototype = { get() { return 1; } }; print(make(3000)); // expect: 3000
P.prototype = 5; Object.prototype.get = function () { return 2; }; print(make(3000)); // expect: 6000
delete Object.prototype.get; P.prototype = { get() { return 3; } }; P.extra = 1; print(make(3000)); // expect: 9000
function Q(k) { this.k = k; if (k % 3 === 0) return { k: 100 }; if (k % 3 === 1) return 7; }
function odd(n) { let s = 0; for (let i = 0; i < n; i++) s += new Q(i).k; return s; }
print(odd(3000)); // expect: 3100000
function target(n) { let s = 0; for (let i = 0; i < n; i++) { const o = Reflect.construct(A, [i], i & 1 ? B : P); s += (o instanceof B ? 1 : 0) + o.x; } return s; }
print(target(2000)); // expect: 2000000
Object.setPrototypeOf(B, class { constructor(x) { this.x = x + 1; } }); print(many(4000)); // expect: 24020000
class Late extends A { constructor(x) { const f = () => super(x); if (x % 2) f(); else super(x); this.ok = this.x === x; } }
let ok = 0; for (let i = 0; i < 2000; i++) ok += new Late(i).ok ? 1 : 0; print(ok); // expect: 2000
class Twice extends A { constructor(x) { super(x); if (x === 1999) super(x); } }
try { for (let i = 0; i < 2000; i++) new Twice(i); } catch (e) { print(e.name); } // expect: ReferenceError
class None extends A { constructor(x) { if (x < 1999) super(x); } }
try { for (let i = 0; i < 2000; i++) new None(i); } catch (e) { print(e.name); } // expect: ReferenceError
class Thrower { constructor(x) { if (x === 1500) throw new Error("at " + x); this.x = x; } }
try { for (let i = 0; i < 2000; i++) new Thrower(i); } catch (e) { print(e.message); } // expect: at 1500
try { for (let i = 0; i < 2000; i++) new (i < 1900 ? A : (() => 1))(i); } catch (e) { print(e.name + " " + /not a constructor/.test(e.message)); } // expect: TypeError true
try { for (let i = 0; i < 2000; i++) (i < 1900 ? make : A)(0); } catch (e) { print(e.name); } // expect: TypeError
function closures(n) { const out = []; for (let i = 0; i < n; i++) { let v = i; const add = (d) => (v += d), get = () => v; add(2); if (i % 1000 === 0) out.push(get); } return out.map((f) => f()).join(); }
print(closures(4000)); // expect: 2,1002,2002,3002
function literals(n) { let keep = []; for (let i = 0; i < n; i++) { const o = { a: i, b: "b" + (i & 3), c: [i], d: { e: i + 0.5 } }, p = {}; p.q = o; if (i % 1500 === 0) keep.push(p); } return JSON.stringify(keep); }
print(literals(3001)); // expect: [{"q":{"a":0,"b":"b0","c":[0],"d":{"e":0.5}}},{"q":{"a":1500,"b":"b0","c":[1500],"d":{"e":1500.5}}},{"q":{"a":3000,"b":"b0","c":[3000],"d":{"e":3000.5}}}]
const o = { m() { return super.toString === Object.prototype.toString; } }; let y = 0; for (let i = 0; i < 2000; i++) y += o.m() ? 1 : 0; print(y); // expect: 2000
function sum3() { return this.k + arguments.length + (arguments[0] | 0); }
function forward(n) { let s = 0; const b = sum3.bind({ k: 5 }, 1); for (let i = 0; i < n; i++) s += sum3.apply({ k: 1 }, [i, i]) + sum3.call({ k: 2 }, i) + b(i) + (function () { return sum3.apply(this, arguments); }).call({ k: 3 }, i, 2, 3); return s; }
print(forward(2000)); // expect: 6037000
try { for (let i = 0; i < 2000; i++) sum3.apply({ k: 1 }, i < 1500 ? [i] : 5); } catch (e) { print(e.name); } // expect: TypeError
const frozen = Object.freeze({ a: 1 }); function set(o, n) { "use strict"; let e = 0; for (let i = 0; i < n; i++) { try { (i < 900 ? o : frozen).a = i; } catch (x) { e++; } } return e; } print(set({ a: 0 }, 1000) + " " + frozen.a); // expect: 100 1
const family = Array.from({ length: 12 }, (_, k) => k & 1 ? class extends A { constructor(x) { super(x); this.z = k; } } : class { constructor(x) { this["y" + k] = 1; this.x = x; this.z = k; } });
function any(C, x) { return new C(x); } { let t = 0; for (let i = 0; i < 6000; i++) { const o = any(family[(i * 7) % (i < 3000 ? 6 : 12)], i); t += o.x + o.z + (o.constructor === family[o.z] ? 1 : 0); } print(t); } // expect: 18027000
