// this: the global object in sloppy functions, the value itself in strict ones, lexical in arrows.
function sloppy() { return typeof this; }
function strict() { "use strict"; return typeof this; }
print(sloppy.call(1) + " " + strict.call(1)); // expect: object number
print(sloppy.call(null) + " " + strict.call(null)); // expect: object object
print((function () { return this; })() === globalThis); // expect: true
const o = { name: "o", method() { return this.name; }, arrow: () => typeof this, nested() { return (() => this.name)(); } };
print(o.method() + o.nested() + o.arrow()); // expect: ooobject
const m = o.method;
print((0, o.method) === m && (o.method)()); // expect: o
const bound = o.method.bind({ name: "bound" });
print(bound.call({ name: "ignored" }) + " " + bound.name + " " + bound.length); // expect: bound bound method 0
function add(a, b, c) { return [this.t, a, b, c].join(); }
const partial = add.bind({ t: "t" }, 1, 2);
print(partial(3) + " " + partial.length); // expect: t,1,2,3 1
function Point(x, y) { this.x = x; this.y = y; }
const P1 = Point.bind(null, 1);
const p = new P1(2);
print(p.x + p.y + " " + (p instanceof Point) + (p instanceof P1)); // expect: 3 truetrue
print(Reflect.apply(add, { t: "r" }, [1, 2, 3])); // expect: r,1,2,3
print(add.apply({ t: "a" }, { length: 2, 0: "x", 1: "y" })); // expect: a,x,y,
function NewTarget() { return new.target === undefined ? "called" : new.target.name; }
print(NewTarget()); // expect: called
function Ctor() { this.kind = new.target.name; }
class Sub {}
print(Reflect.construct(Ctor, [], Sub).kind); // expect: Sub
function Returns() { return { other: true }; }
print(new Returns().other); // expect: true
function ReturnsPrimitive() { this.own = true; return 1; }
print(new ReturnsPrimitive().own); // expect: true
try { new (() => {})(); } catch (e) { print(e.constructor.name); } // expect: TypeError
try { new o.method(); } catch (e) { print(e.constructor.name); } // expect: TypeError
