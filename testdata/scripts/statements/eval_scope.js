// Direct eval sees and makes bindings of its caller; indirect eval works in the global scope.
var where = "global";
function f() {
  var where = "local";
  const indirect = eval;
  return [eval("where"), indirect("where"), (0, eval)("where"), eval?.("where")].join();
}
print(f()); // expect: local,global,global,global
function g() { eval("var made = 1"); return typeof made; }
print(g() + " " + typeof made); // expect: number undefined
function h() { "use strict"; eval("var made2 = 1"); return typeof made2; }
print(h()); // expect: undefined
function k() { eval("let lexical = 1"); return typeof lexical; }
print(k()); // expect: undefined
function m(a) { eval("a = 5"); return arguments[0] + a; }
print(m(1)); // expect: 10
function n() { return eval("(() => arguments.length)()"); }
print(n(1, 2, 3)); // expect: 3
function o() { return eval("this") === this; }
print(o.call({})); // expect: true
class P { v() { return 1; } }
class Q extends P { v() { return eval("super.v() + 1"); } }
print(new Q().v()); // expect: 2
function r() { eval("function made3() { return 'function'; }"); return made3(); }
print(r()); // expect: function
try { eval("let y; let y;"); } catch (e) { print(e.name); } // expect: SyntaxError
try { (function () { let z; { eval("var z"); } })(); } catch (e) { print(e.name); } // expect: SyntaxError
print(new Function("a", "b", "return a * b")(6, 7)); // expect: 42
print(new Function("a, b", "c = 3", "return [a, b, c].join()")(1, 2)); // expect: 1,2,3
print(String(new Function("x", "return x")).replace(/\n/g, "|")); // expect: function anonymous(x|) {|return x|}
function s() { const x = 1; { const x = 2; return (() => eval("x"))(); } }
print(s()); // expect: 2
