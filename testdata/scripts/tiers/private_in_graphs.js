// Private elements, fields of classes and accessors of objects themselves in machine code: what stands in the place of
// accesses holds for the name that the class made, for the shapes that were met, and for the functions that an object has.

function make() {
  return class {
    #v = 1; w = 2;
    get() { return this.#v; }
    set(x) { this.#v = x; this.w = x + 1; }
    get #sum() { return this.#v + this.w; }
    set #sum(x) { this.#v = x >> 1; }
    half() { this.#sum = this.#sum; return this.#v; }
    static has(o) { return #v in o; }
  };
}
const A = make(), B = make();
const a = new A, b = new B;
function turn(C, o, n) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    o.set(i);
    s += o.get() + o.half() + (C.has(o) ? 1 : 0);
  }
  return s;
}
print([turn(A, a, 60), turn(B, b, 60), turn(A, a, 60)].join()); // expect: 3600,3600,3600
function wrong(f) {
  try { return f(); } catch (e) { return e.constructor.name; }
}
// The code has met objects of both classes: the name tells them apart.
print([wrong(() => A.prototype.get.call(b)), wrong(() => B.prototype.set.call(a, 1)), wrong(() => A.prototype.half.call(b)), A.has(b), B.has(b), A.has({})].join()); // expect: TypeError,TypeError,TypeError,false,true,false

// Subclasses: several shapes at a site.
class C1 extends A { one = 1; }
class C2 extends A { #two = 2; two() { return this.#two; } }
class C3 extends C1 { get three() { return super.half() + super.get(); } }
function several(n) {
  const all = [new A, new C1, new C2, new C3];
  let s = 0;
  for (let i = 0; i < n; i++) {
    const o = all[i & 3];
    o.set(i);
    s += o.half() + (o.three ?? 0) + (A.has(o) ? 1 : 0) + (C1.has(o) ? 1 : 0);
  }
  return s;
}
print([several(80), several(80)].join()); // expect: 4960,4960

// Getters and setters of objects themselves: the shape is the same, the functions are not.
function pair(k) {
  return { u: 1, get v() { return this.u * k; }, set v(x) { this.u = x + k; } };
}
function named(f, g) {
  return Object.defineProperty({ u: 1 }, 'v', { get: f, set: g, configurable: true, enumerable: true });
}
function own(o, n) {
  let s = 0;
  for (let i = 0; i < n; i++) { o.v = i; s += o.v; }
  return s;
}
print([own(pair(1), 50), own(pair(2), 50)].join()); // expect: 1275,2650
const get = function () { return this.u; }, set = function (x) { this.u = x; };
const x = named(get, set);
print([own(x, 50), own(named(get, set), 50)].join()); // expect: 1225,1225
print(own(named(() => 1, set), 50)); // expect: 50
print(wrong(() => { 'use strict'; own(named(undefined, set), 5); return own(named(get, undefined), 5); })); // expect: 5
Object.defineProperty(x, 'v', { get: () => 3 });
print(own(x, 10)); // expect: 30

// A field of a class is defined, whatever the prototype says, and an object that nobody sees has its fields where code is left.
class F { k = 1; constructor(l) { this.l = l; } sum(o) { return this.k + this.l + o; } }
Object.defineProperty(F.prototype, 'k', { set() { throw 1; }, configurable: true });
function fields(n, odd) {
  let s = 0;
  for (let i = 0; i < n; i++) s += new F(i).sum(i === n - 1 ? odd : 0);
  return s;
}
print([fields(60, 0), fields(60, 'x'), fields(60, { valueOf() { return 1; } })].join()); // expect: 1830,177060x,1831
