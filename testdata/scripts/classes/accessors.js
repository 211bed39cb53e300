// Getters and setters in object literals, classes and by defineProperty.
const o = {
  _v: 1,
  get v() { return this._v; },
  set v(x) { this._v = x * 2; },
  get ["a" + "b"]() { return "ab"; },
  get only() { return "read"; },
  set write(x) { this.written = x; },
};
o.v = 5;
print(o.v + o.ab); // expect: 10ab
o.only = "ignored";
print(o.only); // expect: read
try { (function () { "use strict"; o.only = 1; })(); } catch (e) { print(e.message); }
// expect: Cannot set property only of #<Object> which has only a getter
print(String(o.write)); // expect: undefined
o.write = "w";
print(o.written); // expect: w
const child = Object.create(o);
child.v = 10;
print(child._v + " " + o._v + " " + Object.hasOwn(child, "v")); // expect: 20 10 false
o.v += 1;
print(o.v); // expect: 22
o.v++;
print(o.v); // expect: 46
let gets = 0;
const lazy = { get heavy() { gets++; Object.defineProperty(this, "heavy", { value: "ready" }); return this.heavy; } };
print(lazy.heavy + lazy.heavy + gets); // expect: readyready1
const d = Object.getOwnPropertyDescriptor(o, "v");
print([typeof d.get, typeof d.set, d.enumerable, d.configurable, "value" in d].join());
// expect: function,function,true,true,false
const both = { get x() { return 1; }, x: 2 };
print(both.x); // expect: 2
const back = { x: 2, get x() { return "getter"; } };
print(back.x); // expect: getter
class T { static get s() { return this.n; } static n = "T"; get proto() { return this; } }
class U extends T { static n = "U"; }
print(U.s); // expect: U
print(T.prototype.proto === T.prototype); // expect: true
const prim = Object.defineProperty(Number.prototype, "self", { get() { "use strict"; return typeof this; }, configurable: true });
print((5).self); // expect: number
delete Number.prototype.self;
const t = { set x(v) { throw new RangeError("refused " + v); } };
try { t.x = 1; } catch (e) { print(e.message); } // expect: refused 1
