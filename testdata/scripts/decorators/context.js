// What a decorator is told, and the functions of its access object.
const contexts = {};
const take = (v, c) => { (contexts[c.kind] ??= []).push(c); };
const sym = Symbol("sym");
@take
class C {
  @take m() { return "m"; }
  @take static [sym]() { return "sm"; }
  @take get g() { return this.f + 1; }
  @take set g(v) { this.f = v; }
  @take f = 10;
  @take 7 = "seven";
  @take 1.50 = "number";
  @take static "text" = "t";
  @take accessor a = 20;
  @take #m() { return "#m"; }
  @take get #g() { return this.#f; }
  @take set #g(v) { this.#f = v; }
  @take #f = 30;
  @take static accessor #a = 40;
}
for (const [kind, list] of Object.entries(contexts)) {
  for (const c of list) console.log(kind, typeof c.name, String(c.name), c.static, c.private, Object.keys(c.access ?? {}).join());
}
const first = contexts.method[0];
console.log(Reflect.ownKeys(contexts.class[0]).join(), Reflect.ownKeys(first).join());
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(first, "kind")), Object.getPrototypeOf(first) === Object.prototype, Object.getPrototypeOf(first.access) === Object.prototype);
console.log(first.access.get.length, contexts.setter[0].access.set.length, first.access.has.length, first.addInitializer.name, first.addInitializer.length);
console.log(first !== contexts.method[1], first.metadata === contexts.class[0].metadata, first.metadata === C[Symbol.metadata]);

const c = new C();
const by = (kind, name) => contexts[kind].find((x) => x.name === name).access;
console.log(by("method", "m").get(c)(), by("method", sym).get(C)(), by("method", "#m").get(c)());
by("setter", "g").set(c, 11);
by("setter", "#g").set(c, 31);
console.log(by("getter", "g").get(c), by("getter", "#g").get(c), by("field", "#f").get(c));
for (const [kind, name, on] of [["field", "f", c], ["field", "7", c], ["field", "1.5", c], ["field", "text", C], ["accessor", "a", c], ["field", "#f", c], ["accessor", "#a", C]]) {
  const access = by(kind, name);
  const old = access.get(on);
  const set = access.set(on, "new " + name);
  console.log(name, old, set, access.get(on), access.has(on), access.has({}), access.has(kind === "field" && on === c ? C : c));
}
console.log(by("field", "f").get({ f: "other" }), by("field", "f").has(Object.create({ f: 1 })), by("field", "f").get.call(null, c));

const fails = (f) => { try { f(); console.log("no error"); } catch (e) { console.log(e.name + ": " + e.message); } };
for (const v of [1, undefined, null, "text"]) {
  fails(() => by("field", "f").get(v));
  fails(() => by("field", "f").set(v, 1));
  fails(() => by("field", "#f").has(v));
}
fails(() => by("field", "#f").get({}));
fails(() => by("accessor", "#a").set(c, 1));
fails(() => by("method", "#m").get(C));
fails(() => by("field", "f").set(Object.freeze({ f: 1 }), 2));

// Names of classes.
const names = [];
const named = (v, c) => { names.push(c.name === undefined ? "undefined" : c.name, v.name); };
(@named class {});
(@named class Own {});
const Given = @named class {};
const { Destructured = @named class {} } = {};
const object = { Prop: @named class {}, [Symbol("symbol")]: @named class {}, ["com" + "puted"]: @named class {} };
let assigned = @named class { static name = "static field"; };
(@named class Method { static name() {} });
console.log(names.map(String).join());
console.log(assigned.name, typeof object.Prop);

// expect: method symbol Symbol(sym) true false get,has
// expect: method string m false false get,has
// expect: method string #m false true get,has
// expect: accessor string #a true true get,set,has
// expect: accessor string a false false get,set,has
// expect: getter string g false false get,has
// expect: getter string #g false true get,has
// expect: setter string g false false set,has
// expect: setter string #g false true set,has
// expect: field string text true false get,set,has
// expect: field string f false false get,set,has
// expect: field string 7 false false get,set,has
// expect: field string 1.5 false false get,set,has
// expect: field string #f false true get,set,has
// expect: class string C undefined undefined 
// expect: kind,name,addInitializer,metadata kind,access,static,private,name,addInitializer,metadata
// expect: {"value":"method","writable":true,"enumerable":true,"configurable":true} true true
// expect: 1 2 1 addInitializer 1
// expect: true true true
// expect: m sm #m
// expect: 12 31 31
// expect: f 11 undefined new f true false false
// expect: 7 seven undefined new 7 true false false
// expect: 1.5 number undefined new 1.5 true false false
// expect: text t undefined new text true false false
// expect: a 20 undefined new a true false true
// expect: #f 31 undefined new #f true false false
// expect: #a 40 undefined new #a true false false
// expect: other true new f
// expect: TypeError: 1 is not an object
// expect: TypeError: 1 is not an object
// expect: TypeError: 1 is not an object
// expect: TypeError: undefined is not an object
// expect: TypeError: undefined is not an object
// expect: TypeError: undefined is not an object
// expect: TypeError: null is not an object
// expect: TypeError: null is not an object
// expect: TypeError: null is not an object
// expect: TypeError: "text" is not an object
// expect: TypeError: "text" is not an object
// expect: TypeError: "text" is not an object
// expect: TypeError: Cannot read private member #f from an object whose class did not declare it
// expect: TypeError: Cannot write private member #a to an object whose class did not declare it
// expect: TypeError: Cannot read private member #m from an object whose class did not declare it
// expect: TypeError: Cannot assign to read only property 'f' of object '#<Object>'
// expect: undefined,,Own,Own,Given,Given,Destructured,Destructured,Prop,Prop,[symbol],[symbol],computed,computed,assigned,assigned,Method,name() {}
// expect: static field function
