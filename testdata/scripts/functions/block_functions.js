// Functions in blocks that Annex B makes vars of: where the value goes when the
// declaration is evaluated, and where there is no var.
function show(f) {
  try { print(f()); } catch (e) { print(e.name); }
}
let lexical = 1;
const constant = 2;
class Class {}
let late;
for (const run of [(code) => (0, eval)(code), (code) => eval(code)]) {
  for (const name of ["lexical", "constant", "Class"]) {
    for (const code of ["{ function NAME() {} }", "if (1) function NAME() {}", "switch (1) { case 1: function NAME() {} }", "{ { function NAME() {} } }"]) run(code.replace("NAME", name));
  }
}
print(lexical + " " + constant + " " + Class.name + " " + typeof Class.prototype + " " + Object.hasOwn(globalThis, "lexical")); // expect: 1 2 Class object false
show(() => { (0, eval)("{ function lexical() { return 3; } late = lexical(); }"); return late + " " + lexical; }); // expect: 3 1
show(() => { (0, eval)("function lexical() {}"); }); // expect: SyntaxError
show(() => { (0, eval)("{ function fresh() { return 4; } }"); return fresh() + " " + delete globalThis.fresh; }); // expect: 4 true
{
  function inBlock() { return 5; }
}
print(inBlock() + " " + Object.getOwnPropertyDescriptor(globalThis, "inBlock").configurable); // expect: 5 false
show(() => {
  let was;
  Object.defineProperty(globalThis, "watched", { get: () => 6, set(v) { was = typeof v; }, configurable: true });
  (0, eval)("{ function watched() {} }");
  return was + " " + watched;
}); // expect: function 6

// The var is assigned, not a property of the object of a with in between.
show(() => (function () { const o = { q: 1 }; with (o) { { function q() {} } } return typeof o.q + " " + typeof q; })()); // expect: number function
show(() => (function () { const o = { q: 1 }; with (o) { if (1) function q() {} } return typeof o.q + " " + typeof q; })()); // expect: number function
show(() => (function () { const o = { q: 1 }; with (o) { with ({ q: 2 }) { switch (1) { case 1: function q() {} } } } return typeof o.q + " " + typeof q; })()); // expect: number function
show(() => (function () { const o = { q: 1 }; with (o) { eval("{ function q() {} }"); } return typeof o.q + " " + typeof q; })()); // expect: number function
show(() => (function () { const o = { q: 1 }; with (o) { eval("with ({ q: 3 }) { { function q() {} } }"); } return typeof o.q + " " + typeof q; })()); // expect: number function
show(() => (function () { const o = { q: 1 }; with (o) { var q = 5; } return o.q + " " + typeof q; })()); // expect: 5 undefined
show(() => (function (x) { with ({ q: 1 }) { for (let i = 0; i < 3; i++) { function q() { return i; } } } return q(); })()); // expect: 2
with ({ outside: 1 }) {
  { function outside() { return 7; } }
  print(outside); // expect: 1
}
print(outside()); // expect: 7
// Captured, and called often enough to be promoted.
function hoist(o) {
  const read = () => typeof q;
  with (o) { { function q() { return 8; } } }
  return q() + read() + o.q;
}
let last;
for (let i = 0; i < 2000; i++) last = hoist({ q: i });
print(last); // expect: 8function1999

// Such a var hides the name of the function expression that it stands in.
show(() => (function q() { { function q() { return 1; } } return q(); })()); // expect: 1
show(() => typeof (function q() { return q; { function q() {} } })()); // expect: undefined
show(() => typeof (function q() { if (0) function q() {} return q; })()); // expect: undefined
show(() => (function q(a = () => typeof q) { if (0) { function q() {} } return a() + " " + typeof q; })()); // expect: function undefined
show(() => (function* q() { { function q() { return 2; } } yield q(); })().next().value); // expect: 2
show(() => (function q() { const r = eval("typeof q"); { function q() {} } return r + " " + eval("typeof q"); })()); // expect: undefined function
show(() => (function q() { const f = () => typeof q; { q = 3; function q() {} } return f(); })()); // expect: number
show(() => (function q() { "use strict"; { function q(a, b) {} } return q.length; })()); // expect: 0
show(() => (function q(q) { { function q() {} } return q; })(4)); // expect: 4
show(() => typeof (function q() { { let q = 1; { function q() {} } } return q; })()); // expect: function
