class A {
  #p = 1; static #count = 0; static s = A.#inc(); x = this.#p + 1; ["comp" + "uted"] = "c";
  static #inc() { return ++A.#count; }
  constructor(v) { this.v = v; }
  get p() { return this.#p; } set p(v) { this.#p = v; }
  #m() { return "private " + this.v; }
  m() { return this.#m(); }
  static has(o) { return #p in o; }
  static { this.block = this.s + "block"; }
  *gen() { yield this.v; }
  async am() { return await this.v; }
}
class B extends A {
  y = this.x + 10;
  constructor(...args) { const f = () => super(...args); f(); this.z = super.m() + "!"; }
  m() { return "B" + super.m(); }
  static create() { return super.has(new this("made")); }
  get p() { return super.p * 2; }
  set p(v) { super.p = v; }
}
const b = new B("val");
b.p = 21;
print(b.x, b.y, b.z, b.computed, b.p, b.m()); // expect: 2 12 private val! c 42 Bprivate val
print(A.s, A.block, B.create(), A.has({}), [...b.gen()].join()); // expect: 1 1block true false val
b.am().then(v => print("async", v));
try { A(); } catch (e) { print(e.message); } // expect: Class constructor A cannot be invoked without 'new'
try { new (class extends A { constructor() { } })(); } catch (e) { print(e.name); } // expect: ReferenceError
try { new (class extends A { constructor() { super(); super(); } })(); } catch (e) { print(e.message); } // expect: Super constructor may only be called once
try { class X extends null { constructor() { super(); } } new X(); } catch (e) { print(e.name); } // expect: TypeError
try { class Y extends 5 {} } catch (e) { print(e.message); } // expect: Class extends value 5 is not a constructor or null
try { new (class { #q; static t(o) { return o.#q; } }).constructor.t({}); } catch (e) { print(e.name); } // expect: TypeError
class Ret extends A { constructor() { return { replaced: true }; } }
print(new Ret().replaced, new (class { constructor() { return 5; } })() instanceof Object); // expect: true true
const log = [];
class Order { static [(log.push("k1"), "a")] = log.push("v1"); static [(log.push("k2"), "b")] = log.push("v2"); }
print(log.join()); // expect: k1,k2,v1,v2
function F(a) { this.a = a; return new.target === F; }
F.prototype.get = function () { return this.a; };
print(new F(3).get(), Reflect.construct(F, [4], Array) instanceof Array, F.call({}, 1)); // expect: 3 true false
const o = { f() { return () => super.valueOf() === this; } };
print(o.f()()); // expect: true
// expect: async val
