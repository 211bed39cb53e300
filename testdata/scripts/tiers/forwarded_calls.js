// call, apply, bound functions, spread calls, getters and setters on hot paths.
function check(what, f) {
  const seen = new Map();
  for (let i = 0; i < 40; i++) {
    let r;
    try { r = String(f(i)); } catch (e) { r = e.name + ": " + e.message; }
    seen.set(r, (seen.get(r) || 0) + 1);
  }
  print(what + " " + [...seen].map(([k, v]) => k + " x" + v).join(", "));
}
function list() { "use strict"; return [this, ...arguments].join("|"); }
check("call", () => list.call(1, 2, 3)); // expect: call 1|2|3 x40
check("call none", () => list.call()); // expect: call none  x40
check("call call", () => list.call.call(list, 4, 5)); // expect: call call 4|5 x40
check("apply", () => list.apply(1, [2, 3])); // expect: apply 1|2|3 x40
check("apply holes", () => list.apply(1, [, 3])); // expect: apply holes 1||3 x40
check("apply like", () => list.apply(1, { length: 2, 0: "a" })); // expect: apply like 1|a| x40
check("apply null", () => list.apply(1, null)); // expect: apply null 1 x40
check("apply bad", () => list.apply(1, 2)); // expect: apply bad TypeError: CreateListFromArrayLike called on non-object x40
function forward() { return list.apply(this, arguments); }
check("arguments", () => forward(6, 7)); // expect: arguments [object Object]|6|7 x40
globalThis.toString = () => "[object Object]";
function strictForward() { "use strict"; return list.apply(0, arguments); }
check("strict arguments", () => strictForward(6, 7, 8, 9, 10, 11, 12, 13, 14, 15)); // expect: strict arguments 0|6|7|8|9|10|11|12|13|14|15 x40
function changed() { "use strict"; arguments.length = 1; return list.apply(0, arguments); }
check("changed arguments", () => changed(6, 7)); // expect: changed arguments 0|6 x40
const bound = list.bind("t", 1), twice = bound.bind("u", 2);
check("bound", () => twice(3)); // expect: bound t|1|2|3 x40
check("bound call", () => twice.call("x", 3)); // expect: bound call t|1|2|3 x40
check("bound apply", () => Function.prototype.apply.call(twice, "x", [3])); // expect: bound apply t|1|2|3 x40
check("bound host", () => Math.max.bind(null, 5)(1, 2)); // expect: bound host 5 x40
class K { constructor(a, b) { this.s = a + b; } }
const BK = K.bind(null, "p");
check("bound new", () => new BK("q").s); // expect: bound new pq x40
check("bound class", () => BK("q")); // expect: bound class TypeError: Class constructor K cannot be invoked without 'new' x40
check("call class", () => K.call({}, 1)); // expect: call class TypeError: Class constructor K cannot be invoked without 'new' x40
check("call not", () => (void 0).call()); // expect: call not TypeError: Cannot read properties of undefined (reading 'call') x40
check("spread", () => list(...[1, 2], 3, ..."ab")); // expect: spread |1|2|3|a|b x40
check("spread method", () => ({ m: list, toString: () => "o" }).m(...[1])); // expect: spread method o|1 x40
const long = Array.from({ length: 300 }, (_, i) => i);
check("long", () => list(...long).length + list.apply(null, long).length); // expect: long 2180 x40
const proxy = new Proxy(list, {});
check("proxy", () => proxy.call(1, 2) + proxy.apply(3, [4])); // expect: proxy 1|23|4 x40
const o = { n: 1, get g() { return this.n++ % 2; }, set g(v) { if (v < 0) throw new RangeError("neg"); this.v = v; },
  get bad() { throw new Error("getter"); }, get host() { return 1; } };
check("getter", () => o.g); // expect: getter 1 x20, 0 x20
check("getter throws", () => o.bad); // expect: getter throws Error: getter x40
check("setter", (i) => { const r = (o.g = i % 2); return r + ":" + o.v; }); // expect: setter 0:0 x20, 1:1 x20
check("setter throws", () => { let r = "kept"; try { r = o.g = -1; } catch (e) { return r + e.message; } }); // expect: setter throws keptneg x40
const inherits = Object.create(o, { n: { value: 5, writable: true } });
check("inherited", () => (inherits.g = 3, inherits.v + inherits.g >= 3)); // expect: inherited true x40
Object.defineProperty(String.prototype, "me", { get() { "use strict"; return typeof this; }, configurable: true });
check("primitive", () => "x".me); // expect: primitive string x40
check("method from getter", () => ({ get f() { return list; }, toString: () => "r" }).f(1)); // expect: method from getter r|1 x40
class Base { get a() { return "base" + this.t; } set a(v) { this.t = v; } m(x) { return "m" + this.t + x; } static s() { return "s" + this.q; } }
class Sub extends Base { constructor() { super(); this.t = 1; } get a() { return super.a + "!"; } set a(v) { super.a = v * 2; } m(x) { return super.m(x) + super["m"](x); } static s() { return super.s() + "?"; } }
Sub.q = 9;
const sub = new Sub();
check("super", () => (sub.a = 2, sub.a + sub.m(3) + Sub.s())); // expect: super base4!m43m43s9? x40
Object.setPrototypeOf(Sub.prototype, { get a() { return "new"; }, m() { return "n"; } });
check("super moved", () => sub.a + sub.m(3)); // expect: super moved new!nn x40
