// When initializers run, and on what.
const log = [];
const add = (n) => (v, c) => { c.addInitializer(function () { log.push(`${n} ${this === undefined ? this : typeof this === "function" ? "class " + this.name : Object.keys(this).join("+")}`); }); };
class Base { @add("base method") b() {} @add("base field") bf = 1; constructor() { log.push("base constructor"); } }
class Derived extends Base {
  @add("method") m() {}
  @add("getter") get g() { return 1; }
  @add("f1") f1 = 1;
  f2 = log.push("undecorated");
  @add("accessor") accessor a = 2;
  @add("private") #p = 3;
  @add("static method") static s() {}
  @add("static field") static sf = 1;
  static sf2 = log.push("static undecorated");
  @add("static accessor") static accessor sa = 1;
  constructor() { log.push("before"); super(); log.push("after"); }
}
new Derived();
console.log(log.splice(0).join("\n"));

@add("class 1") @add("class 2") @((v, c) => class Other extends v { static x = log.push("other"); })
class K { static f = log.push("static"); static { log.push("block"); } }
console.log(log.splice(0).join("\n"));

// @bound, and a function added twice; what an initializer returns does not matter.
function bound(v, { name, addInitializer }) { addInitializer(function () { this[name] = this[name].bind(this); return 1; }); }
class Button { label = "button"; @bound click() { return this.label; } @bound other() { return this.click(); } }
const { click, other } = new Button();
console.log(click(), other());
let count = 0;
const twice = (v, c) => { const f = () => { count++; }; c.addInitializer(f); c.addInitializer(f); };
class T { @twice m() {} @twice f; @twice static s; }
new T(); new T();
console.log(count);

// A class in a loop is decorated anew in each turn, and instances keep to their class.
const classes = [];
for (let i = 0; i < 40; i++) {
  const by = (v, c) => (c.kind === "field" ? (x) => x * i : c.kind === "accessor" ? { init: (x) => x + i } : function () { return v.call(this) + i; });
  classes.push(class { @by f = 2; @by accessor a = 10; @by m() { return this.f + this.a; } #p = i; @by get p() { return this.#p; } });
}
let sum = 0;
for (let turn = 0; turn < 20; turn++) for (const C of classes) { const c = new C(); sum += c.m() + c.f + c.a + c.p; }
console.log(sum);

// Initial values: without initializer, with arrow functions and names, with super.
const name = () => () => (v) => (typeof v === "function" ? v.name : String(v));
class Sup { get s() { return "super"; } }
class V extends Sup {
  @name() none;
  @name() arrow = () => {};
  @name() ["comp" + 1] = class {};
  @name() #priv = function () {};
  @(() => ({ init: name()() })) accessor acc = () => {};
  @name() sup = super.s;
  @name() target = new.target;
  priv() { return this.#priv; }
}
const v = new V();
console.log(v.none, v.arrow, v.comp1, v.priv(), v.acc, v.sup, v.target);

// Returned objects get the fields; the second time fails, and private ones are there then.
class Ret { constructor(o) { return o; } }
class Stamp extends Ret { @(() => (x) => x + "!") #brand = "brand"; @((v, c) => c.addInitializer(function () { log.push(Stamp.has(this)); })) done = true; static has(o) { return #brand in o && o.#brand; } }
const target = {};
new Stamp(target);
try { new Stamp(target); } catch (e) { console.log(e.name, Stamp.has(target), target.done, log.splice(0).join()); }

// Deep inside functions that are called often.
function make(k) {
  class Hot { @(() => (x) => x + k) n = 1; @((f) => function (...a) { return f.apply(this, a) * 2; }) m(x) { return this.n + x; } }
  return new Hot();
}
let total = 0;
for (let i = 0; i < 300; i++) total += make(i).m(i);
console.log(total);

// expect: static method class Derived
// expect: static field class Derived
// expect: static undecorated
// expect: static accessor class Derived
// expect: before
// expect: base method 
// expect: base field bf
// expect: base constructor
// expect: method bf
// expect: getter bf
// expect: f1 bf+f1
// expect: undecorated
// expect: accessor bf+f1+f2
// expect: private bf+f1+f2
// expect: after
// expect: other
// expect: static
// expect: block
// expect: class 2 class Other
// expect: class 1 class Other
// expect: button button
// expect: 10
// expect: 156400
// expect: undefined arrow comp1 #priv acc super undefined
// expect: TypeError brand! true brand!
// expect: 180000
