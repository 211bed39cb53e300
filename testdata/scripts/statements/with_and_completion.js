// with looks up names in the object first; eval gives completion values.
const scope = { a: 1, toString: null };
var b = "outer";
with (scope) { a = 2; b = "changed"; var c = "leaks"; }
print(scope.a + b + c + ("b" in scope)); // expect: 2changedleaksfalse
const un = { [Symbol.unscopables]: { hiddenName: true }, hiddenName: "object" };
var hiddenName = "global";
with (un) print(hiddenName); // expect: global
with ([1, 2, 3]) print(typeof values + " " + length); // expect: undefined 3
with ({ f() { return this.tag; }, tag: "receiver" }) print(f()); // expect: receiver
print(eval("1; if (true) { 2 }")); // expect: 2
print(eval("3; do { 4; break; } while (0)")); // expect: 4
print(eval("5; var x = 6;")); // expect: 5
print(eval("7; { }")); // expect: 7
print(eval("8; try { 9 } finally { 10 }")); // expect: 9
print(eval("l: { 11; break l; }")); // expect: 11
print(eval("12; function q() {}")); // expect: 12
print(eval("switch (1) { case 1: 13; case 2: 14; break }")); // expect: 14
print(String(eval("if (false) 1;"))); // expect: undefined
print(eval("for (var i = 0; i < 3; i++) i * 10")); // expect: 20
