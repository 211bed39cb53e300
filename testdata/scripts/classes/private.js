// Private names are neither properties nor reachable from outside.
class P {
  #x = 1;
  #m() { return "private " + this.#x; }
  get #a() { return this.#x * 10; }
  set #a(v) { this.#x = v; }
  static #count = 0;
  static #bump() { return ++P.#count; }
  constructor() { P.#bump(); }
  run() { this.#a = 5; this.#x++; this.#x **= 2; return this.#m() + " " + this.#a; }
  static has(o) { return #x in o; }
  static count() { return P.#count; }
  static read(o) { return o.#x; }
  static write(o) { o.#x = 1; }
  static call(o) { return o?.#m(); }
  static assignMethod(o) { o.#m = 1; }
}
const p = new P();
print(p.run()); // expect: private 36 360
print(P.has(p) + " " + P.has({}) + " " + P.count()); // expect: true false 1
try { P.read({}); } catch (e) { print(e.message); }
// expect: Cannot read private member #x from an object whose class did not declare it
try { P.write({}); } catch (e) { print(e.message); }
// expect: Cannot write private member #x to an object whose class did not declare it
try { P.call({}); } catch (e) { print(e.name); } // expect: TypeError
try { P.assignMethod(p); } catch (e) { print(e.name); } // expect: TypeError
try { P.has(1); } catch (e) { print(e.name); } // expect: TypeError
print(String(P.call(null))); // expect: undefined
print(Reflect.ownKeys(p).length); // expect: 0
class Q { #x = "other"; static read(o) { return o.#x; } }
try { Q.read(p); } catch (e) { print(e.name); } // expect: TypeError
print(Q.read(new Q())); // expect: other
const make = () => class { #v = 1; static test(o) { return #v in o; } };
const C1 = make(), C2 = make();
print(C1.test(new C1()) + " " + C1.test(new C2())); // expect: true false
class Stamp extends (class { constructor(o) { return o; } }) { #s = "stamped"; static read(o) { return o.#s; } }
const plain = {};
new Stamp(plain);
print(Stamp.read(plain)); // expect: stamped
try { new Stamp(plain); } catch (e) { print(e.name); } // expect: TypeError
class Nested { #v = 1; m() { return class { static r(o) { return o.#v; } }; } }
print(new Nested().m().r(new Nested())); // expect: 1
for (const src of ["class A { m() { this.#no; } }", "class A { #a; #a; }", "delete this.#a", "class A { #constructor; }", "class A { #x; m() { delete this.#x; } }"])
  try { new Function(src); print("no error"); } catch (e) { print(e.name); }
  // expect: SyntaxError
  // expect: SyntaxError
  // expect: SyntaxError
  // expect: SyntaxError
  // expect: SyntaxError
const frozen = Object.freeze(new P());
print(frozen.run()); // expect: private 36 360
