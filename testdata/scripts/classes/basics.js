// Methods, statics, accessors, computed names.
const key = "computed";
class A {
  constructor(x) { this.x = x; }
  method() { return "m" + this.x; }
  static create(x) { return new this(x); }
  get double() { return this.x * 2; }
  set double(v) { this.x = v / 2; }
  [key + 1]() { return "c"; }
  static [`${key}2`] = "static field";
  *gen() { yield this.x; }
  async later() { return this.x; }
  "string name"() { return "s"; }
  123() { return "n"; }
}
const a = A.create(5);
print(a.method() + a.double + a.computed1() + A.computed2); // expect: m510cstatic field
a.double = 20;
print(a.x + a["string name"]() + a[123]()); // expect: 10sn
print([...a.gen()].join()); // expect: 10
print(typeof A + " " + A.length + " " + A.name); // expect: function 1 A
try { A(); } catch (e) { print(e.message); } // expect: Class constructor A cannot be invoked without 'new'
print(Object.keys(a).join() + "|" + Object.keys(A.prototype).join()); // expect: x|
print(Object.getOwnPropertyNames(A.prototype).join());
// expect: 123,constructor,method,double,computed1,gen,later,string name
const d = Object.getOwnPropertyDescriptor(A, "prototype");
print([d.writable, d.enumerable, d.configurable].join()); // expect: false,false,false
print(a.constructor === A && A.prototype.constructor === A); // expect: true
print((class { static x = this.name; }).x === ""); // expect: true
print(new (class { y = 1; })().y); // expect: 1
const Named = class Inner { static self() { return Inner; } };
print(Named.self() === Named && typeof Inner); // expect: undefined
try { (class Frozen { static t() { Frozen = 1; } }).t(); } catch (e) { print(e.message); }
// expect: Assignment to constant variable.
class Acc { static #n = 0; static get count() { return Acc.#n++; } }
Acc.count; Acc.count;
print(Acc.count); // expect: 2
print(A.toString().slice(0, 9)); // expect: class A {
