// Constructor functions, prototypes and the lookup along the chain.
function Shape(name) { this.name = name; }
Shape.prototype.describe = function () { return "shape " + this.name; };
Shape.count = 0;
function Circle(r) { Shape.call(this, "circle"); this.r = r; Shape.count++; }
Circle.prototype = Object.create(Shape.prototype, { constructor: { value: Circle, writable: true, configurable: true } });
Circle.prototype.describe = function () { return Shape.prototype.describe.call(this) + " r=" + this.r; };
const c = new Circle(2);
print(c.describe() + " " + Shape.count + " " + c.constructor.name + " " + (c instanceof Shape));
// expect: shape circle r=2 1 Circle true
Shape.prototype.describe = function () { return "changed " + this.name; };
print(c.describe()); // expect: changed circle r=2
delete Circle.prototype.describe;
print(c.describe()); // expect: changed circle
c.describe = () => "own"; print(c.describe()); delete c.describe; print(c.describe());
// expect: own
// expect: changed circle
Object.setPrototypeOf(c, { describe: () => "new prototype" }); print(c.describe() + " " + (c instanceof Shape));
// expect: new prototype false
function F() {} const before = new F(); F.prototype = { v: 1 }; print(String(before.v) + new F().v + (before instanceof F));
// expect: undefined1false
F.prototype = 5; print(Object.getPrototypeOf(new F()) === Object.prototype); // expect: true
print(Object.prototype.isPrototypeOf.call(Shape.prototype, new Shape()) + " " + Shape.prototype.constructor.name + " " + Object.getPrototypeOf(Shape) === Function.prototype);
// expect: false
const dict = Object.create(null); dict.toString = 1; print(String(dict.hasOwnProperty) + ("toString" in dict) + Object.keys(dict));
// expect: undefinedtruetoString
const a = { x: 1, get y() { return this.x + 1; } }, b = { __proto__: a, x: 10 }; print(b.y + " " + a.y); // expect: 11 2
print([c.hasOwnProperty("r"), "r" in c, c.propertyIsEnumerable("r"), Object.hasOwn(c, "describe")].join());
// expect: true,true,true,false
const chain = []; for (let o = new (class A extends (class B extends Array {}) {})(); o; o = Object.getPrototypeOf(o)) chain.push(o.constructor.name); print(chain.join(">"));
// expect: A>A>B>Array>Object
const counter = { n: 0 }, view = Object.create(counter); view.n++; print(counter.n + " " + view.n); // expect: 0 1
print(typeof Object.prototype.__lookupGetter__.call(a, "y") + ({}).__proto__.constructor.name + (b.__proto__ === a));
// expect: functionObjecttrue
