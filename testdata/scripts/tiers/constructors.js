// Construction in every form, often enough that hot paths serve it.
function check(what, n, f) {
  const seen = new Map();
  for (let i = 0; i < n; i++) {
    let r;
    try { r = String(f(i)); } catch (e) { r = e.name + ": " + e.message; }
    seen.set(r, (seen.get(r) || 0) + 1);
  }
  print(what + " " + [...seen].map(([k, v]) => k + " x" + v).join(", "));
}
class Fields { a = 1; b = this.a + 1; constructor(...rest) { this.rest = rest.join(""); } }
check("fields", 40, () => { const o = new Fields(7, 8, 9, 10, 11, 12, 13, 14); return [o.a, o.b, o.rest]; });
// expect: fields 1,2,7891011121314 x40
class Args { a = (() => 1)(); constructor() { this.n = arguments.length; this.last = arguments[9]; } }
check("surplus", 40, () => { const o = new Args(0, 1, 2, 3, 4, 5, 6, 7, 8, 9); return [o.a, o.n, o.last]; });
// expect: surplus 1,10,9 x40
class Default { x = [1]; }
check("default", 40, () => new Default().x); // expect: default 1 x40
class Bare {}
check("bare", 40, () => Object.keys(new Bare()).length); // expect: bare 0 x40
class Derived extends Fields { c = this.rest + "!"; constructor(x) { super(x, x); this.d = super.constructor === Fields; } }
check("derived", 40, () => { const o = new Derived(3); return [o.c, o.d, o.b]; }); // expect: derived 33!,true,2 x40
class Silent extends Derived { e = new.target; }
check("silent", 40, () => { const o = new Silent(4, 5); return [o.c, o.e, o instanceof Fields, Object.keys(o)]; });
// expect: silent 44!,,true,a,b,rest,c,d,e x40
class Arr extends Array { total = 0; constructor(...v) { super(...v); this.total = this.length; } }
check("array", 40, () => { const o = new Arr(1, 2, 3); return [o.total, o.length, o.map(x => x * 2) instanceof Arr]; });
// expect: array 3,3,true x40
class Private { #a = 1; #m() { return this.#a; } get #g() { return this.#m() + 1; } read() { return this.#g; } }
check("private", 40, () => new Private().read()); // expect: private 2 x40
class Other { constructor() { return { other: 1 }; } }
class OfOther extends Other { mine = 2; }
check("other", 40, () => Object.keys(new OfOther())); // expect: other other,mine x40
class Late extends Fields { constructor(f) { if (f) super(); } }
check("late", 40, (i) => new Late(i % 2).a);
// expect: late ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor x20, 1 x20
class Twice extends Fields { constructor() { super(); super(); } }
check("twice", 40, () => new Twice()); // expect: twice ReferenceError: Super constructor may only be called once x40
class Thrower { x = (() => { throw new TypeError("field"); })(); constructor() { this.never = 1; } }
check("thrower", 40, () => { let o = 5; try { o = new Thrower(); } catch (e) { return [o, e.message]; } }); // expect: thrower 5,field x40
class DefThrower { x = (() => { throw new TypeError("field"); })(); }
check("thrower", 40, () => { let o = 5; try { o = new DefThrower(); } catch (e) { return [o, e.message]; } }); // expect: thrower 5,field x40
function Old(a) { this.a = a; if (a < 0) return { a: "neg" }; }
check("function", 40, (i) => new Old(i % 2 ? -1 : 1).a); // expect: function 1 x20, neg x20
check("spread", 40, () => new Old(...[1, 2]).a + new Derived(...[9]).c); // expect: spread 199! x40
check("not", 40, () => { try { new (class extends null { })(); } catch (e) { return e.name; } }); // expect: not TypeError x40
check("reflect", 40, () => { const o = Reflect.construct(Fields, [1], Silent); return [o instanceof Silent, o.rest]; });
// expect: reflect true,1 x40
let made = 0;
class Proto { constructor() { made++; } }
const Handed = new Proxy(Proto, {});
class OverProxy extends Handed { z = 1; }
check("proxy", 40, () => new OverProxy().z + (new OverProxy() instanceof Proto)); // expect: proxy 2 x40
print(made); // expect: 80
class Deep0 { v = 0; }
const chain = [Deep0];
for (let i = 1; i < 20; i++) chain.push(class extends chain[i - 1] { v = super.constructor === chain[i - 1] ? i : -1; });
check("chain", 40, () => new chain[19]().v); // expect: chain 19 x40
class Implicit extends Bare {}
check("uncalled", 40, () => Implicit()); // expect: uncalled TypeError: Class constructor Implicit cannot be invoked without 'new' x40
