// Decorators as programs use them.
const logged = (value, { kind, name }) => {
  if (kind === "method") return function (...args) { console.log(`starting ${name}(${args.join(", ")})`); const r = value.call(this, ...args); console.log(`ending ${name}`); return r; };
  if (kind === "field") return (initial) => { console.log(`initializing ${name} with ${initial}`); return initial; };
  if (kind === "class") return class extends value { constructor(...args) { super(...args); console.log(`constructing an instance of ${name} with ${args.join(", ")}`); } };
};
@logged class Account {
  @logged balance = 10;
  constructor(owner) { this.owner = owner; }
  @logged deposit(n) { return (this.balance += n); }
}
console.log(new Account("ann").deposit(5));

function memoize(f, { name }) {
  const caches = new WeakMap();
  return function (x) {
    let cache = caches.get(this);
    if (!cache) caches.set(this, (cache = new Map()));
    if (!cache.has(x)) cache.set(x, f.call(this, x));
    return cache.get(x);
  };
}
class Fib { calls = 0; @memoize of(n) { this.calls++; return n < 2 ? n : this.of(n - 1) + this.of(n - 2); } }
const fib = new Fib();
console.log(fib.of(60), fib.calls);

const observers = new WeakMap();
function observable({ get, set }, { name }) {
  return {
    get,
    set(v) { const old = get.call(this); set.call(this, v); for (const f of observers.get(this) ?? []) f(name, old, v); },
    init(v) { observers.set(this, observers.get(this) ?? []); return v; },
  };
}
class Model { @observable accessor x = 1; @observable accessor y = 2; watch(f) { observers.get(this).push(f); } }
const model = new Model();
model.watch((name, old, v) => console.log(`${name}: ${old} -> ${v}`));
model.x = 5; model.y += 40; model.x++;

// Dependency injection by metadata.
const inject = (key) => (_, { metadata, access }) => { (metadata.injections = [...(metadata.injections ?? []), { key, set: access.set }]); };
class Container {
  #made = new Map();
  #known = new Map();
  register(key, make) { this.#known.set(key, make); return this; }
  get(key) { if (!this.#made.has(key)) this.#made.set(key, this.create(this.#known.get(key))); return this.#made.get(key); }
  create(C) { const o = new C(); for (const { key, set } of C[Symbol.metadata]?.injections ?? []) set(o, this.get(key)); return o; }
}
class Logger { lines = []; log(s) { this.lines.push(s); } }
class Store { @inject("logger") #logger; put(x) { this.#logger.log("put " + x); return x; } }
class Service { @inject("store") store; @inject("logger") accessor logger; run() { this.store.put(1); this.logger.log("run"); } }
class Special extends Service { @inject("store") again; }
const container = new Container().register("logger", Logger).register("store", Store);
const service = container.create(Special);
service.run();
console.log(container.get("logger").lines.join(), service.again === service.store, Special[Symbol.metadata].injections.length);

// Registration of elements, as in a browser.
const customElements = { defined: new Map(), define(name, C) { this.defined.set(name, C); } };
const customElement = (name) => (C, { addInitializer }) => { addInitializer(function () { customElements.define(name, this); }); };
const attribute = (_, { name, metadata }) => { (metadata.attributes ??= []).push(name); };
@customElement("my-element")
class MyElement { static observedAttributes = MyElement[Symbol.metadata].attributes; @attribute title = ""; @attribute accessor size = 3; }
console.log(customElements.defined.get("my-element") === MyElement, MyElement.observedAttributes.join());

// Serialization, validation, deprecation, routes.
const serialize = (_, { metadata, name, access }) => { (metadata.fields ??= []).push([name, access.get]); };
const toJSON = (C) => { C.prototype.toJSON = function () { return Object.fromEntries(C[Symbol.metadata].fields.map(([n, get]) => [n, get(this)])); }; };
@toJSON class User { @serialize name = "bo"; @serialize get upper() { return this.name.toUpperCase(); } @serialize #age = 40; secret = 1; }
console.log(JSON.stringify(new User()));
const range = (lo, hi) => ({ set }, { name }) => ({ set(v) { if (v < lo || v > hi) throw new RangeError(`${name} must be in ${lo}..${hi}`); set.call(this, v); } });
class Dial { @range(0, 11) accessor volume = 5; }
const dial = new Dial();
try { dial.volume = 11; dial.volume = 12; } catch (e) { console.log(e.message, dial.volume); }
const routes = [];
const get = (path) => (f, { name, static: isStatic }) => { routes.push(`GET ${path} ${name} ${isStatic}`); };
class Api { @get("/users") list() {} @get("/users/:id") one() {} @get("/health") static health() {} }
console.log(routes.join("; "));
const singleton = (C) => { let it; return new Proxy(C, { construct: (t, args, nt) => (it ??= Reflect.construct(t, args, nt)) }); };
@singleton class Config { id = Math.floor(1.5); }
console.log(new Config() === new Config(), new Config().id, new Config() instanceof Config);
const lazy = (init, { name }) => function () { const value = init.call(this); Object.defineProperty(this, name, { value }); return value; };
class Lazy { n = 0; @lazy get big() { return ++this.n; } }
const l = new Lazy();
console.log(l.big, l.big, l.n);

// expect: initializing balance with 10
// expect: constructing an instance of Account with ann
// expect: starting deposit(5)
// expect: ending deposit
// expect: 15
// expect: 1548008755920 61
// expect: x: 1 -> 5
// expect: y: 2 -> 42
// expect: x: 5 -> 6
// expect: put 1,run true 3
// expect: true size,title
// expect: {"upper":"BO","name":"bo","#age":40}
// expect: volume must be in 0..11 11
// expect: GET /health health true; GET /users list false; GET /users/:id one false
// expect: true 1 true
// expect: 1 1 1
