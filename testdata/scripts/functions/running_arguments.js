// Function.prototype.arguments and caller of functions that run, in whatever tier:
// the innermost activation counts, and what it has is not forgotten because the
// function itself does not look at it again.
const show = (a) => a === null ? "null" : a.length + ":" + Array.prototype.join.call(a, "/");
let seen;
function count(text) { seen.set(text, (seen.get(text) || 0) + 1); }
function report(name) { print(name + " " + [...seen].map(([k, n]) => k + " x" + n).join(", ")); }
function repeat(name, f, n = 200) { seen = new Map(); for (let i = 0; i < n; i++) count(f(i)); report(name); }

// A callee looks at its caller, which is hot and has a loop.
function look() { return show(hot.arguments) + (look.caller === hot); }
function hot(a, b) { let s = 0; for (let i = 0; i < 30; i++) { s = s + i * 3 | 0; if (s > 100) s >>= 1; } const n = arguments.length; const t = look(); return n + " " + t; }
repeat("callee", () => hot(7, "x")); // expect: callee 2 2:7/xtrue x200

// The object is the one that the function itself has.
let own;
function same(a) { const v = arguments; let s = 0; for (let i = 0; i < 30; i++) s += i ^ a; own = same.arguments; return own === v && same.arguments[0] === a; }
repeat("same", (i) => same(i)); // expect: same true x200

// Recursion: the innermost activation.
function depth(n) { if (arguments.length && n === 0) return show(depth.arguments) + (depth.caller === depth); const r = depth(n - 1, n); return n === 5 ? r + " " + show(depth.arguments) : r; }
repeat("recursion", () => depth(5)); // expect: recursion 2:0/1true 1:5 x200

// Assigned, captured, shadowed.
function assigned(a) { arguments[0] = a + 1; let s = 0; for (let i = 0; i < 30; i++) s += i | a; return show(assigned.arguments) + a; }
repeat("element", () => assigned(1)); // expect: element 1:22 x200
function replaced(a) { if (a) arguments = [1, 2, 3]; let s = 0; for (let i = 0; i < 30; i++) s += i | a; return show(replaced.arguments); }
repeat("replaced", () => replaced(1)); // expect: replaced 3:1/2/3 x200
function captured(a) { const f = () => arguments[0]; let s = 0; for (let i = 0; i < 30; i++) { let j = i; s += (() => j)(); } return show(captured.arguments) + f(); }
repeat("captured", () => captured(4)); // expect: captured 1:44 x200
function inWith(a) { let n = arguments.length; with ({ q: 1 }) { let k = a; return show(inWith.arguments) + (() => q + k + n)(); } }
repeat("with", () => inWith(4)); // expect: with 1:46 x200

// Through getters, callbacks of built-in functions, call, apply, bind and construct.
const o = { get g() { return show(viaGetter.arguments); } };
function viaGetter(a) { let s = arguments.length; for (let i = 0; i < 30; i++) s += i & a; return o.g + s; }
repeat("getter", () => viaGetter(1)); // expect: getter 1:116 x200
function viaMap(a) { let s = arguments[0]; for (let i = 0; i < 30; i++) s += i & 1; return [s].map(() => show(viaMap.arguments)).join() + s; }
repeat("callback", () => viaMap(1)); // expect: callback 1:116 x200
function viaCall(a) { let s = arguments.length; for (let i = 0; i < 30; i++) s += i & 1; return lookAt.call(null, viaCall) + lookAt.apply(null, [viaCall]) + lookAt.bind(null, viaCall)(); }
function lookAt(f) { return show(f.arguments) + (lookAt.caller === f); }
repeat("call", () => viaCall(1)); // expect: call 1:1true1:1true1:1true x200
function Made(a) { let s = arguments.length; for (let i = 0; i < 30; i++) s += i & 1; this.v = show(Made.arguments) + (Made.caller === make); }
function make(i) { return new Made(i & 1).v; }
repeat("construct", make); // expect: construct 1:0true x100, 1:1true x100

// After an exception, and when nothing runs.
function throws(a) { let s = arguments.length; for (let i = 0; i < 30; i++) s += i & 1; try { if (a) throw s; } catch (e) { return show(throws.arguments) + e; } }
repeat("caught", () => throws(2)); // expect: caught 1:216 x200
print([hot.arguments, hot.caller, depth.arguments].map(String).join(" ")); // expect: null null null

// Generators, async functions and strict code show nothing, and are no callers.
function callee() { return String(callee.caller && callee.caller.name); }
function* generator() { for (let i = 0; i < 30; i++) yield callee(); }
repeat("generator", () => [...generator()].join("").length, 30); // expect: generator 120 x30
function sloppy() { let s = 0; for (let i = 0; i < 30; i++) s += i; return callee() + s; }
repeat("caller", sloppy); // expect: caller sloppy435 x200
const strict = { m() { "use strict"; let s = 0; for (let i = 0; i < 30; i++) s += i; return callee() + s; } };
repeat("strict", () => strict.m()); // expect: strict null435 x200
function Parent() { this.c = String(Parent.caller && Parent.caller.name); let s = 0; for (let i = 0; i < 30; i++) s += i; }
class Implicit extends Parent {}
class Written extends Parent { constructor() { super(); } }
function construct(i) { return new (i & 1 ? Implicit : Written)().c; }
repeat("derived", construct); // expect: derived null x200
class Fields { f = callee(); }
function fields() { return new Fields().f; }
repeat("fields", fields); // expect: fields null x200
function evals() { let s = 0; for (let i = 0; i < 30; i++) s += i; return eval("callee()"); }
repeat("eval", evals); // expect: eval evals x200

// What is made for `arguments` is kept although nothing in the function reads it.
const pad = "let s = 0; for (let i = 0; i < 30; i++) { s = s + i * 3 | 0; if (s > 100) s >>= 1; }";
const make2 = (body) => Function("show", `function g() { return show(f.arguments) } function f(a) { ${pad} ${body} } return f`)(show);
for (const body of ["f.arguments; return g()", "arguments; return g()", "return g() + arguments.length", "return show(f.arguments)", "a = 7; return g() + show(f.arguments)", "if (0) a.arguments; return g()"]) {
  const f = make2(body);
  repeat(body, (i) => f(i & 1, 5), 600);
}
// expect: f.arguments; return g() 2:0/5 x300, 2:1/5 x300
// expect: arguments; return g() 2:0/5 x300, 2:1/5 x300
// expect: return g() + arguments.length 2:0/52 x300, 2:1/52 x300
// expect: return show(f.arguments) 2:0/5 x300, 2:1/5 x300
// expect: a = 7; return g() + show(f.arguments) 2:7/52:7/5 x600
// expect: if (0) a.arguments; return g() 2:0/5 x300, 2:1/5 x300
