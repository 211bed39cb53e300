// Which private names the code of a direct eval sees: those of the classes around the
// call, but not those of a class in whose heritage the call stands.
class Base {}
function show(f) {
  try { const r = f(); print(typeof r === "function" ? "function" : r); } catch (e) { print(e.name); }
}
show(() => { class C { #x = 7; m() { return eval("this.#x"); } } return new C().m(); }); // expect: 7
show(() => { class C { #x = 7; m(f = () => eval("this.#x")) { return f(); } } return new C().m(); }); // expect: 7
show(() => { class C { #x = 7; y = eval("this.#x"); } return new C().y; }); // expect: 7
show(() => { class C { static #x = 7; static { this.y = eval("C.#x"); } } return C.y; }); // expect: 7
show(() => { class C extends (eval("o => o.#x"), Base) { #x = 7; } return "seen"; }); // expect: SyntaxError
show(() => { class C extends (eval("#x in {}"), Base) { #x = 7; } return "seen"; }); // expect: SyntaxError
show(() => { class C extends (eval("({})?.#x"), Base) { #x() {} } return "seen"; }); // expect: SyntaxError
show(() => (class D extends (eval("o => o.#x"), Base) { get #x() { return 1; } })); // expect: SyntaxError

// Closures that the heritage makes, called when the class is there.
show(() => { let f; class C extends (f = () => eval("o => o.#x"), Base) { #x = 7; } return f(); }); // expect: SyntaxError
show(() => { let f; class C extends (f = function () { return eval("o => o.#x"); }, Base) { #x = 7; } return f(); }); // expect: SyntaxError
show(() => { let f; class C extends (f = function* () { yield eval("o => o.#x"); }, Base) { #x = 7; } return f().next().value; }); // expect: SyntaxError
show(() => { let f; class C extends (f = { m() { return eval("o => o.#x"); } }, Base) { #x = 7; } return f.m(); }); // expect: SyntaxError
show(() => { let f; class C extends (f = (a = eval("o => o.#x")) => a, Base) { #x = 7; } return f(); }); // expect: SyntaxError

// Outer classes are seen through the heritage, past a name that the inner class declares too.
show(() => {
  class O { #x = 3; m() { let f; class C extends (f = () => eval("this.#x"), Base) { #x = 7; } return f(); } }
  return new O().m();
}); // expect: 3
show(() => {
  let r;
  class A { #a = 1; static m(o) { return class extends (class extends (r = eval("o.#a"), Base) { #a = 2; }) { #a = 3; }; } }
  A.m(new A());
  return r;
}); // expect: 1
show(() => {
  let r;
  class A { #a = 1; static m() { return class extends (class extends Base { #a = 2; static { r = eval("new this().#a"); } }) { #a = 3; }; } }
  A.m();
  return r;
}); // expect: 2

// A class in the heritage has its own names and those outside.
show(() => { let f; class C extends (f = class { #y = 2; m() { return eval("this.#y"); } }, Base) { #x = 7; } return new f().m(); }); // expect: 2
show(() => { let f; class C extends (f = class { #y = 2; m(o) { return eval("o.#x"); } }, Base) { #x = 7; } return new f().m(new C()); }); // expect: SyntaxError

// Eval in eval.
show(() => { class O { #x = 3; m() { let f; class C extends (f = () => eval("eval('this.#x')"), Base) { #x = 7; } return f(); } } return new O().m(); }); // expect: 3
show(() => { let f; class C extends (f = () => eval("eval('o => o.#x')"), Base) { #x = 7; } return f(); }); // expect: SyntaxError
show(() => { let f; class C extends (f = () => eval("() => eval('o => o.#x')"), Base) { #x = 7; } return f()(); }); // expect: SyntaxError
show(() => eval("var f; class C extends (f = () => eval('o => o.#x'), Base) { #x = 7 } f()")); // expect: SyntaxError
show(() => { let f; class C extends (f = eval("(class { #y = 2; m(o) { return eval('o.#y') } })"), Base) { #x = 7; } return new f().m(new f()); }); // expect: 2
show(() => { let f; class C extends (f = eval("(class { #y = 2; m(o) { return eval('o.#x') } })"), Base) { #x = 7; } return new f().m(new C()); }); // expect: SyntaxError

// Computed keys see the names of their class.
show(() => { let f; class C extends Base { [(f = eval("o => o.#x"), "k")] = 1; #x = 7; } return f(new C()); }); // expect: 7
show(() => { let f; class C extends Base { [(f = (o) => eval("o.#x"), "k")] = 1; #x = 7; } return f(new C()); }); // expect: 7
show(() => { let f; class C { #x = 5; [(class extends (f = eval("o => o.#x"), Base) { #x = 9; }, "k")]; } return f(new C()); }); // expect: 5

// Neither an indirect eval nor the Function constructor sees any.
show(() => { class C { #x; static m() { return (0, eval)("o => o.#x"); } } return C.m(); }); // expect: SyntaxError
show(() => { class C { #x; static m() { return Function("o", "return o.#x"); } } return C.m(); }); // expect: SyntaxError
