// The fields of a class are initialised inside its constructor, which a trace shows
// in every tier, also when none is written.
function trace() {
  return new Error("x").stack.split("\n").slice(2, 6).map((s) => s.trim().replace(/^at |\(.*:(?=\d+:)|\)$/g, "").replace(/:\d+$/, "").replace(/^[^ ]*:\d+$/, "top")).join(" < ");
}
class A { x = trace(); }
class B extends A { y = trace(); }
class C extends A { constructor() { super(); this.z = trace(); } w = trace(); }
class D { constructor(a, b) { this.q = trace(); } w = trace(); }
class E { #p() { return trace(); } v = this.#p(); }
class F extends Object { f = trace(); }
const seen = new Map();
function make(i) {
  const all = [new A(), new B(1, 2), new C(3), new D(1, 2, 3, 4), new E(), i & 1 ? Reflect.construct(D, []) : new F()];
  for (const o of all) for (const k of Object.keys(o)) {
    const s = o.constructor.name + "." + k + " " + o[k];
    seen.set(s, (seen.get(s) || 0) + 1);
  }
}
for (let i = 0; i < 400; i++) make(i);
for (const [s, n] of [...seen].sort()) print(n + " " + s);
// expect: 400 A.x <instance_members_initializer> 6 < new A 6 < make 14 < top
// expect: 400 B.x <instance_members_initializer> 6 < new A 6 < new B 7 < make 14
// expect: 400 B.y <instance_members_initializer> 7 < new B 7 < make 14 < top
// expect: 400 C.w <instance_members_initializer> 8 < new C 8 < make 14 < top
// expect: 400 C.x <instance_members_initializer> 6 < new A 6 < new C 8 < make 14
// expect: 400 C.z new C 8 < make 14 < top
// expect: 200 D.q new D 9 < construct (native < make 14 < top
// expect: 400 D.q new D 9 < make 14 < top
// expect: 200 D.w <instance_members_initializer> 9 < new D 9 < construct (native < make 14
// expect: 400 D.w <instance_members_initializer> 9 < new D 9 < make 14 < top
// expect: 400 E.v #p 10 < <instance_members_initializer> 10 < new E 10 < make 14
// expect: 200 F.f <instance_members_initializer> 11 < new F 11 < make 14 < top
