// A decorator may replace what it decorates with something of the same kind.
const log = [];
const wrap = (v, c) => function (...args) { log.push(`${c.kind} ${String(c.name)}`); return v.apply(this, args); };
class A {
  @wrap m(x) { return [this.n, x]; }
  @wrap static m(x) { return ["static", x]; }
  @wrap *g() { yield 1; yield 2; }
  @wrap async p() { return "async"; }
  @wrap async *ag() { yield "asyncgen"; }
  @wrap get v() { return this.n * 2; }
  @wrap set v(x) { this.n = x; }
  @wrap #m() { return "private " + this.n; }
  @wrap get #v() { return this.n; }
  set #v(x) { this.n = x; }
  @wrap static #s() { return "private static"; }
  n = 3;
  all() { this.#v = 9; return [this.#m(), this.#v, A.#s()]; }
}
const a = new A();
a.v = 4;
console.log(JSON.stringify([a.m(1), A.m(2), [...a.g()], a.v, a.all()]));
console.log(log.splice(0).join());
a.p().then((v) => console.log(v));
(async () => { for await (const v of a.ag()) console.log(v); })();
console.log(Object.getOwnPropertyDescriptor(A.prototype, "m").enumerable, Object.getOwnPropertyDescriptor(A.prototype, "v").enumerable);

// A method may become anything that can be called, each decorator gets what the one before it made.
const seen = [];
const keep = (v) => { seen.push(typeof v, v.name); };
const toProxy = (v) => new Proxy(v, { apply: (t, self, args) => "proxied " + Reflect.apply(t, self, args) });
const toBound = (v) => v.bind({ name: "bound" });
class B {
  @keep @toProxy @keep @toBound m() { return this.name; }
}
console.log(new B().m(), seen.join());

// Accessors: get, set and init, each of them optional.
function observable(value, context) {
  return {
    get() { log.push("get"); return value.get.call(this); },
    set(v) { log.push("set " + v); value.set.call(this, v + 1); },
    init(v) { log.push("init " + v); return v * 10; },
  };
}
const half = (value) => ({ get() { return value.get.call(this) / 2; } });
class O {
  @observable accessor x = 1;
  @half @observable accessor y = 3;
  @observable static accessor z = 5;
  @half accessor #w = 8;
  @(() => ({})) accessor same = "same";
  @(() => undefined) accessor none = "none";
  @half accessor ["com" + "puted"] = 12;
  w() { this.#w += 2; return this.#w; }
}
const o = new O();
o.x += 5;
console.log(o.x, o.y, O.z, o.w(), o.same, o.none, o.computed, Reflect.ownKeys(o).length);
console.log(log.splice(0).join());
console.log(Object.getOwnPropertyDescriptor(O.prototype, "same").get.name, Object.getOwnPropertyDescriptor(O.prototype, "y").set.name);

// Fields: the functions get what the one before has made, the outermost first.
const plus = (n) => () => function (v) { log.push(`${n} ${v} ${this === O2 ? "class" : this.constructor.name}`); return v + n; };
let O2;
class F {
  static { O2 = this; }
  @plus("a") @plus("b") f = "f";
  @plus("c") ["g"] = "g";
  @plus("d") #h = "h";
  @plus("e") static s = "s";
  @plus("u") undef;
  h() { return this.#h; }
}
const f = new F();
console.log(f.f, f.g, f.h(), F.s, f.undef, log.splice(0).join("; "));

// The class: a function that takes its place takes it for static elements, for the name inside and outside.
let original;
const subclass = (v, { name }) => { original = v; return class extends v { static replaced = name; }; };
@subclass
class S {
  static me = S;
  static self = this;
  static who() { return S; }
  make() { return new S(); }
  static { log.push(this === S, S === original, Object.hasOwn(original, "me"), Object.hasOwn(S, "me")); }
}
console.log(S !== original, S.me === S, S.self === S, original.who() === S, new original().make() instanceof S, S.replaced, S.name === "", original.name);
console.log(log.splice(0).join());
@((v) => new Proxy(v, { construct: (t, args) => ({ made: args }), defineProperty: (t, k, d) => (log.push(String(k)), Reflect.defineProperty(t, k, d)) }))
class P { static f = 1; }
console.log(JSON.stringify(new P(1, 2)), P.f, log.splice(0).join());
@(() => () => "called") class Callable {}
console.log(Callable());

// super in static elements goes by the original constructor.
class Base { static hello() { return "hello " + typeof this + " " + this.name; } }
@((v) => { original = v; return function Q2() {}; })
class Q extends Base { static f = super.hello(); }
console.log(Q.f, Q.name, original.f);

// expect: [[4,1],["static",2],[1,2],8,["private 9",9,"private static"]]
// expect: setter v,method m,method m,method g,getter v,method #m,getter #v,method #s
// expect: false false
// expect: proxied bound function,bound m,function,bound m
// expect: 16 15 50 3 same none 6 0
// expect: method p,method ag,init 5,init 1,init 3,get,set 15,get,get,get
// expect: get same set
// expect: fab gc hd se undefinedu e s class; a f F; b fa F; c g F; d h F; u undefined F
// expect: true true true true true S true S
// expect: true,false,false,true
// expect: {"made":[1,2]} 1 Symbol(Symbol.metadata),f
// expect: called
// expect: hello function Q2 Q2 undefined
// expect: async
// expect: asyncgen
