// Private methods and accessors are added to objects in machine code: those of the class that the code is of, to objects
// of the shape that it was met with.

function make(k) {
  class X {
    #p() { return k; }
    get #q() { return this.f + k; }
    set #q(v) { this.f = v; }
    f = 1;
    go() { this.#q = this.#q + 1; return this.#p() + this.f; }
    static t(o) { return o.#p(); }
  }
  class Y extends X { #r() { return super.go(); } y = 2; go() { return this.#r() + this.y; } }
  class Z extends Y { constructor(a) { super(a); this.z = a; } #s() { return this.z; } go() { return super.go() + this.#s(); } }
  class W extends X { constructor(o) { return o ?? super(); } }
  return [X, Y, Z, W];
}
const M = make(1), N = make(2);
function sum([X, Y, Z], n) {
  let s = 0;
  for (let i = 0; i < n; i++) s += new X().go() + new Y().go() + new Z(i).go() + X.t(new Z(2));
  return s;
}
print([sum(M, 40), sum(N, 40), sum(M, 40)].join()); // expect: 1460,1740,1460

// Objects that were there before.
class Stamp extends M[3] {
  #a() { return 1; }
  #b = 2;
  static is(o) { return #a in o; }
  static sum(o) { return o.#a() + o.#b; }
}
function stamp(n) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    const o = { i };
    new Stamp(o);
    s += Stamp.sum(o);
    try { new Stamp(o); s += 1e6; } catch (e) { s += e.name.length; }
  }
  return s;
}
print(stamp(40)); // expect: 480
const proto = {}, kid = Object.create(proto);
new Stamp(proto);
print([Stamp.is(proto), Stamp.is(kid), Stamp.is(Object.freeze(new Stamp()))].join()); // expect: true,false,true
try { new Stamp(Object.preventExtensions({})); print("made"); } catch (e) { print(e.name); } // expect: TypeError
