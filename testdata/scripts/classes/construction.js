// Hot construction: what a site, a class and its code record remember must not
// outlive what it was true for.

function repeat(n, f) {
  let last;
  for (let i = 0; i < n; i++) last = f(i);
  return last;
}

// One class body, evaluated twice: other private names, other prototypes.
function make(tag) {
  return class {
    #n; own = tag;
    constructor(n) { this.#n = n; }
    #twice() { return this.#n * 2; }
    get #value() { return this.#n; }
    set #value(v) { this.#n = v; }
    bump() { this.#value = this.#value + 1; return this.#twice(); }
    static has(o) { return #n in o && #twice in o && #value in o; }
    static steal(o) { return o.#twice(); }
  };
}
const A = make('a'), B = make('b');
print(repeat(60, i => [A, B].map(C => new C(i).bump()).join() + new B(i).own)); // expect: 120,120b
print([A.has(new A(1)), A.has(new B(1)), B.has(new A(1)), B.has(new B(1))].join(" ")); // expect: true false false true
print(repeat(60, () => A.has(new A(1)) && !A.has(new B(1)) && !A.has({}) && !A.has(new Proxy({}, {})))); // expect: true
try { repeat(60, i => A.steal(i < 50 ? new A(1) : new B(1))); } catch (e) { print(e.constructor.name); } // expect: TypeError

// The same constructor for objects of another new.target.
class Other {}
print(repeat(60, i => {
  const o = Reflect.construct(i % 2 ? A : B, [i], Other);
  return [o instanceof Other, A.has(o), B.has(o), o.own].join();
})); // expect: true,true,false,a

// The property prototype of a function is replaced, and made an accessor's.
function F(x) { this.x = x; }
F.prototype.kind = 'first';
const second = { kind: 'second' };
print(repeat(80, i => {
  if (i === 50) F.prototype = second;
  if (i === 70) F.prototype = 5;
  return new F(i).kind + (i === 60 ? print(new F(i).kind) : '');
})); // expect: second
// expect: undefined

// A class whose parent changes.
class P1 { constructor() { this.from = 'P1'; } }
class P2 { constructor() { this.from = 'P2'; } }
class Child extends P1 { here = this.from; }
print(repeat(80, i => {
  if (i === 50) Object.setPrototypeOf(Child, P2);
  return new Child().here;
})); // expect: P2
Object.setPrototypeOf(Child, null);
try { new Child(); } catch (e) { print(e.message); } // expect: Super constructor null of class 'Child' is not a constructor

// Fields: order, throwing, implicit constructors, surplus arguments.
const order = [];
class Base { a = order.push('base field'); constructor() { order.push('base'); } }
class Mid extends Base { b = order.push('mid field'); }
class Leaf extends Mid {
  c = order.push('leaf field');
  constructor(...rest) { order.push('before'); super(...rest); order.push('after ' + rest.length); }
}
repeat(50, () => { order.length = 0; new Leaf(1, 2, 3); });
print(order.join(', ')); // expect: before, base field, base, mid field, leaf field, after 3
class Thrower { x = this.fail(); fail() { if (this.constructor.armed) throw new Error('no field'); return 1; } }
print(repeat(60, i => { Thrower.armed = i > 55; try { return new Thrower().x; } catch (e) { return e.message; } })); // expect: no field
class Implicit { x = 1; y = [this.x]; }
print(repeat(60, () => JSON.stringify(new Implicit(1, 2, 3)))); // expect: {"x":1,"y":[1]}
class Plain {}
print(repeat(60, () => new Plain() instanceof Plain)); // expect: true

// What a constructor returns.
class Returns { f = 1; constructor(v) { return v; } }
print(repeat(60, i => typeof new Returns(i % 2 ? { f: 2 } : undefined).f + new Returns({ f: 2 }).f)); // expect: number2
class Twice extends Base { constructor() { super(); try { super(); } catch (e) { this.m = e.message; } } }
print(repeat(40, () => new Twice().m)); // expect: Super constructor may only be called once

// Private methods given twice to one object.
class Giver { constructor(o) { return o; } }
class Marked extends Giver { #m() {} static of(o) { return #m in o; } }
print(repeat(60, () => { const o = {}; new Marked(o); return Marked.of(o); })); // expect: true
const o = {};
new Marked(o);
try { new Marked(o); } catch (e) { print(e.message); } // expect: Cannot initialize #m twice on the same object

// Objects with more properties than fit inside, and a collection in between.
class Wide {
  #p() { return this.p0; }
  constructor(n) { for (let i = 0; i < n; i++) this['p' + i] = i; }
  sum() { return this.#p() + Object.keys(this).length; }
}
print(repeat(40, i => { const kept = []; for (let k = 0; k < 40; k++) kept.push(new Wide(k)); return kept[i].sum(); })); // expect: 39
function deep(n) { return n === 0 ? 0 : new (class { x = 1; constructor() { this.d = deep(n - 1) + this.x; } })().d; }
print(deep(50)); // expect: 50

// super reads getters with the receiver, until they are something else.
class Read { get v() { return this.n; } }
class Doubled extends Read { constructor(n) { super(); this.n = n; } get v() { return super.v * 2; } }
const plainRead = { n: 5, __proto__: Doubled.prototype };
print(repeat(80, i => {
  if (i === 50) Object.defineProperty(Read.prototype, "v", { get() { return this.n + 1; }, configurable: true });
  if (i === 60) Object.defineProperty(Read.prototype, "v", { value: 7, configurable: true, writable: true });
  if (i === 70) Object.defineProperty(Read.prototype, "v", { set(v) {}, configurable: true });
  return [new Doubled(i).v, plainRead.v].join() + ([49, 59, 69].includes(i) ? print(new Doubled(i).v) : "");
})); // expect: 98
// expect: 120
// expect: 14
// expect: NaN,NaN
