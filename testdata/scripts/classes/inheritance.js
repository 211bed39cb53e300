// extends, super calls and super properties.
class Animal {
  constructor(name) { this.name = name; }
  speak() { return this.name + " makes a sound"; }
  static kind() { return "animal"; }
  get label() { return "<" + this.name + ">"; }
}
class Dog extends Animal {
  constructor(name) { super(name); this.tricks = []; }
  speak() { return super.speak() + ": woof"; }
  static kind() { return super.kind() + "/dog"; }
  get label() { return super.label + "!"; }
}
const d = new Dog("Rex");
print(d.speak()); // expect: Rex makes a sound: woof
print(Dog.kind() + " " + d.label); // expect: animal/dog <Rex>!
print(d instanceof Animal && Object.getPrototypeOf(Dog) === Animal); // expect: true
class Silent extends Dog {}
print(new Silent("S").speak()); // expect: S makes a sound: woof
class NoSuper extends Animal { constructor() {} }
try { new NoSuper(); } catch (e) { print(e.name); } // expect: ReferenceError
class Early extends Animal { constructor() { try { this.x; } catch (e) { super("late"); this.caught = e.name; } } }
print(new Early().caught + new Early().name); // expect: ReferenceErrorlate
class Twice extends Animal { constructor() { super("1"); try { super("2"); } catch (e) { this.err = e.name; } } }
print(new Twice().err); // expect: ReferenceError
class ArrowSuper extends Animal { constructor() { const f = () => super("arrow"); f(); } get s() { return (() => super.label)(); } }
print(new ArrowSuper().name + new ArrowSuper().s); // expect: arrow<arrow>
class Returns extends Animal { constructor() { return { replaced: true }; } }
print(new Returns().replaced); // expect: true
class BadReturn extends Animal { constructor() { super(); return 1; } }
try { new BadReturn(); } catch (e) { print(e.name); } // expect: TypeError
class Arr extends Array { last() { return this[this.length - 1]; } }
const arr = Arr.from([1, 2, 3]);
print(arr.last() + " " + arr.map((x) => x * 2).last() + " " + arr.length + " " + Array.isArray(arr));
// expect: 3 6 3 true
class E extends Error { constructor(m) { super(m); this.name = "E"; } }
print(String(new E("message")) + " " + (new E() instanceof Error)); // expect: E: message true
class Null extends null { static s() { return Object.getPrototypeOf(Null.prototype); } }
print(Null.s()); // expect: null
try { class X extends 5 {} } catch (e) { print(e.message); }
// expect: Class extends value 5 is not a constructor or null
const obj = { __proto__: { hi() { return "proto " + this.n; } }, n: 1, hi() { return super.hi() + "!"; } };
print(obj.hi()); // expect: proto 1!
class SetSuper extends Animal { set() { super.assigned = 1; return Object.hasOwn(this, "assigned"); } }
print(new SetSuper("x").set()); // expect: true
const Mixin = (B) => class extends B { mixed() { return "mixed"; } };
print(new (class extends Mixin(Animal) {})("m").mixed()); // expect: mixed
