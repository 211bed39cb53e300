// Constructors whose bodies stand in hot code, and what they make.
const say = (...xs) => print(xs.map(String).join(" "));
const attempt = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
const hot = (f, n = 400) => { let r; for (let i = 0; i < n; i++) r = f(i); return r; };

function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.sum = function () { return this.x + this.y; };
const points = (i) => { const p = new Point(i, 1); return p.sum() + p.x; };
say(hot(points), points("a"), points(2.5)); // expect: 799 a1a 6

// What a constructor returns.
function Returns(v) { this.a = 1; return v; }
const returns = (v) => { const o = new Returns(v); return o === v ? "v" : o.a; };
say(hot(returns), returns(undefined), returns("s"), returns({}), returns(null), returns(say), returns(1n)); // expect: 1 1 1 v 1 v 1
const own = { own: 2 };
function Sometimes(i) { this.i = i; if (i % 3 === 0) return own; if (i % 3 === 1) return 7; }
say(hot((i) => { const o = new Sometimes(i); return o.own || o.i; }, 3001), hot((i) => { const o = new Sometimes(i); return o.own || o.i; }, 3002)); // expect: 2 3001

// new.target, fewer and more arguments.
function Target(a, b, c) { this.t = new.target === Target; this.n = [a, b, c].join(); }
const target = (i) => { const o = i % 2 ? new Target(1) : new Target(1, 2, 3, 4); return o.t + o.n; };
say(hot(target), hot(target, 3001)); // expect: true1,, true1,2,3
say(Reflect.construct(Target, [], Point).t, attempt(() => Target())); // expect: false undefined
function Strange() { "use strict"; this.x = 1; }
say(attempt(() => Strange())); // expect: TypeError: Cannot set properties of undefined (setting 'x')

// The prototype changes, and the constructor.
function Kind() { this.k = 1; }
let made = [];
const kind = () => { const o = new Kind(); made.push(o); return o.name; };
Kind.prototype.name = "first";
say(hot(kind)); // expect: first
Kind.prototype = { name: "second" };
say(kind(), kind(), made.at(-1) instanceof Kind, made[0] instanceof Kind, Object.getPrototypeOf(made.at(-1)) === Kind.prototype); // expect: second second true false true
Kind.prototype = 5;
say(kind(), Object.getPrototypeOf(made.at(-1)) === Object.prototype); // expect: undefined true
let Made = function () { this.v = 1; };
const replaced = () => new Made().v;
say(hot(replaced)); // expect: 1
Made = function () { this.v = 2; this.w = 3; };
say(replaced(), hot(replaced)); // expect: 2 2
Made = class { v = 4; };
say(replaced(), hot(replaced)); // expect: 4 4
Made = function () { return { v: 6 }; }.bind(null);
say(replaced(), hot(replaced)); // expect: 6 6
Made = () => 1;
say(attempt(replaced)); // expect: TypeError: Made is not a constructor

// A setter and a read-only property on the prototype appear later.
function Sets(v) { this.s = v; }
const sets = (v) => Object.keys(new Sets(v)).join() + new Sets(v).s;
say(hot(sets)); // expect: s399
let seen = 0;
Object.defineProperty(Sets.prototype, "s", { set(v) { seen += v; }, configurable: true });
say(sets(4), seen); // expect: undefined 8
Object.defineProperty(Object.prototype, "s", { value: 9, configurable: true });
delete Sets.prototype.s;
say(sets(4)); // expect: 9
delete Object.prototype.s;
say(sets(4)); // expect: s4

// What is thrown in a constructor, and its stack trace.
function Throws(i) { this.i = i; if (i === 399) throw new Error("thrown"); this.rest = 1; }
function makes(i) { return new Throws(i).i; }
function outer(i) { try { return makes(i); } catch (e) { return e.stack.split("\n").slice(0, 4).map((l) => l.replace(/\(?[^ ]*:(\d+):\d+\)?/, "$1").trim()).join("|"); } }
say(hot(outer)); // expect: Error: thrown|at new Throws 63|at makes 64|at outer 65
class Thrower { constructor(f) { this.f = f; this.v = f(); } }
const caught = (f) => { try { return new Thrower(f).v; } catch (e) { return "caught " + e; } };
say(hot((i) => caught(() => i)), caught(() => { throw 5; }), caught(() => 6)); // expect: 399 caught 5 6

// Fields of classes, private ones, methods of fields.
class Fields { a = 1; b = this.a + 1; #p = 3; constructor(x) { this.x = x; } all() { return this.a + this.b + this.#p + this.x; } }
say(hot((i) => new Fields(i).all())); // expect: 405
let count = 0;
class Counts { n = ++count; }
say(hot(() => new Counts().n), count); // expect: 400 400
class Private { #m() { return this.v; } v = 2; get() { return this.#m(); } }
say(hot(() => new Private().get())); // expect: 2
class FieldThrows { f = (() => { if (++count === 700) throw new Error("field"); return count; })(); }
say(attempt(() => hot(() => new FieldThrows().f)), count); // expect: Error: field 700

// Derived classes.
class Base { constructor(a) { this.a = a; this.t = new.target.name; } who() { return "base" + this.a; } }
class Derived extends Base { d = this.a + 1; constructor(a, b) { super(a); this.b = b; } who() { return super.who() + this.b + this.d; } }
class Implied extends Derived { }
class Further extends Implied { f = 5; constructor(...xs) { super(...xs); } }
say(hot((i) => new Derived(i, 2).who()), hot((i) => new Implied(i, 3).who()), hot((i) => new Further(i, 4).who()), new Further(1, 2).f); // expect: base3992400 base3993400 base3994400 5
say(hot((i) => new Implied(i, 3).t), hot((i) => (i % 2 ? new Derived(i) : new Implied(i)).t), hot((i) => new Implied(1, 2, 3, i).b)); // expect: Implied Derived 2
class NoSuper extends Base { constructor(x) { if (x) super(x); } }
say(hot(() => new NoSuper(1).a), attempt(() => new NoSuper(0))); // expect: 1 ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
class Twice extends Base { constructor(x) { super(1); if (x) super(2); } }
say(hot(() => new Twice(0).a), attempt(() => new Twice(1))); // expect: 1 ReferenceError: Super constructor may only be called once
class ReturnsOther extends Base { constructor(x) { super(1); return x; } }
say(hot(() => new ReturnsOther(undefined).a), new ReturnsOther({ a: 8 }).a, attempt(() => new ReturnsOther(1))); // expect: 1 8 TypeError: Derived constructors may only return object or undefined
Object.setPrototypeOf(Implied, class { constructor() { this.t = "other"; } });
say(hot((i) => new Implied(i, 3).t), new Implied() instanceof Derived); // expect: other true
class Arrows extends Base { constructor(a) { const s = () => super(a); s(); } }
say(hot((i) => new Arrows(i).a)); // expect: 399

// Objects that are not made, where the frame is left.
class Vec { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new Vec(this.x + o.x, this.y + o.y); } half() { return new Vec(this.x / 2, this.y / 2); } get norm() { return Math.sqrt(this.x * this.x + this.y * this.y); } }
const norm = (a, b) => new Vec(a, b).add(new Vec(b, a)).half().norm;
say(hot((i) => norm(i, i)).toFixed(2), norm("3", 0), norm({ valueOf: () => 8 }, 0), attempt(() => norm(1n, 1n)), attempt(() => norm(Symbol.iterator, 1))); // expect: 564.27 15.074813431681335 5.656854249492381 TypeError: Cannot mix BigInt and other types, use explicit conversions TypeError: Cannot convert a Symbol value to a number
let kept;
function leaves(i) { const v = new Vec(i, 1), w = new Vec(i, v); if (i === 390) kept = w; return w.y.x + v.y; }
say(hot(leaves), kept.y.x, kept.x, Object.keys(kept).join()); // expect: 400 390 390 x,y
function deep(n) { return new Deep(n).n; }
function Deep(n) { this.n = n === 0 ? 0 : deep(n - 1) + 1; }
say(hot(() => deep(5)), deep(300), attempt(() => { const f = () => new Endless(); function Endless() { this.e = f(); } return f(); }).slice(0, 10)); // expect: 5 300 RangeError
const lists = (n) => { let l = null; for (let i = 0; i < n; i++) l = new Cell(i, l); let s = 0; for (; l; l = l.next) s += l.v; return s; };
class Cell { constructor(v, next) { this.v = v; this.next = next; } }
say(hot(() => lists(20), 500)); // expect: 190
// Tail calls of what was a function of the library.
const strict = (() => { "use strict"; let g = Math.sqrt; const f = (n) => g(n); for (let i = 0; i < 400; i++) f(i); g = (n) => n <= 0 ? "end" : f(n - 1); return f; })();
say(strict(400)); // expect: end
