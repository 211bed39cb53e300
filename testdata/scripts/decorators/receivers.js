// The receiver of a decorator is what it would be in a call.
const log = [];
class Tools {
  name = "tools";
  dec(v, c) { log.push(`${c.kind} ${this?.name}`); }
  inner = { name: "inner", dec: this.dec };
  factory(n) { return function () { log.push(`factory ${n} ${this === undefined ? "undefined" : "other"}`); }; }
  #p(v, c) { log.push(`private ${this.name}`); }
  make() {
    class X { @(this.#p) m() {} @(this["dec"]) n() {} @(this.dec) o() {} }
    return X;
  }
}
const t = new Tools();
function strict(v, c) { "use strict"; log.push(`plain ${this}`); }
@t.dec
class A {
  @t.dec a() {}
  @t.inner.dec b;
  @(t.inner.dec) c;
  @(t["inner"]["dec"]) d;
  @(t?.inner?.dec) e;
  @t.factory("f") f;
  @(0, t.factory("g")) g;
  @strict h;
  @(strict) i() {}
}
t.make();
console.log(log.splice(0).join("\n"));
class Base { static dec() { log.push("super " + (this === Derived)); } }
class Derived extends Base {
  static run() { class X { @(super.dec) m() {} @(super["dec"]) n() {} } return X; }
}
try { Derived.run(); } catch (e) { console.log(e.name); }
console.log(log.splice(0).join());
const scope = { name: "scope", dec() { log.push(this === scope); } };
(0, eval)("var withScope = (scope) => { with (scope) { @dec class A { @dec m() {} } } }");
withScope(scope);
console.log(log.splice(0).join());

// Decorators see what is around the class, those of members what is in it.
const outer = "outer";
function show(v) { return (_, c) => { log.push(`${c.kind} ${v}`); }; }
(function () {
  const C = 1;
  @show(C + typeof this.x) class D { @show(arguments.length) m() {} @show((() => this.x)()) f; }
  { const outer = "inner"; @show(outer) class E { @show(outer) m() {} } }
}).call({ x: 2 }, 1, 2, 3);
class Private {
  #x = 1;
  @((v, c) => { c.addInitializer(function () { log.push("x " + this.#x); }); }) f = this.#x + 1;
  @((v, c) => { log.push(#x in {}); }) m() {}
}
new Private();
console.log(log.splice(0).join("; "));
const nested = @show(@show("nested") class Inner { @show("deep") f; }) class Outer {};
console.log(log.length, log[1], log[2].slice(0, 30));

// expect: method tools
// expect: plain undefined
// expect: field inner
// expect: field inner
// expect: field inner
// expect: field inner
// expect: factory f undefined
// expect: factory g undefined
// expect: plain undefined
// expect: class tools
// expect: private tools
// expect: method tools
// expect: method tools
// expect: super true,super true
// expect: true,true
// expect: method 3; field 2; class 1number; method inner; class inner; false; x 1
// expect: 3 class nested class @show("nested") class In
