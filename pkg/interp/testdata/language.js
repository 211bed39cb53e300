// Scoping, closures, hoisting, completion of statements.
print(typeof hoisted, hoisted()); // expect: function h
function hoisted() { return "h"; }
try { tdz; let tdz = 1; } catch (e) { print(e.name + ": " + e.message); } // expect: ReferenceError: Cannot access 'tdz' before initialization
try { const k = 1; k = 2; } catch (e) { print(e.name + ": " + e.message); } // expect: TypeError: Assignment to constant variable.
try { undeclared; } catch (e) { print(e.message); } // expect: undeclared is not defined
try { null.x; } catch (e) { print(e.message); } // expect: Cannot read properties of null (reading 'x')
try { ({}).a.b.c(); } catch (e) { print(e.message); } // expect: Cannot read properties of undefined (reading 'b')
try { ({ a: {} }).a.f(); } catch (e) { print(e.message.slice(-17)); } // expect: is not a function
const fs = [];
for (let i = 0, j = 10; i < 3; i++, j--) fs.push(() => i * j);
print(fs.map(f => f()).join()); // expect: 0,9,16
for (var v = 0; v < 2; v++) { let w = v; fs.push(() => w + "," + v); }
print(fs[3](), fs[4]()); // expect: 0,2 1,2
{ function inBlock() { return 1; } }
print(inBlock()); // expect: 1
label: { print("in"); if (v) break label; print("never"); } // expect: in
const o = { a: 1, b: { c: [10, 20, { d: "deep" }] }, ["x" + 1]: 2, get g() { return this.a; }, set g(v) { this.a = v; }, m() { return super.toString === Object.prototype.toString; }, __proto__: { inherited: true } };
o.g = 5;
print(o.g, o.a, o.x1, o.inherited, o.m()); // expect: 5 5 2 true true
const { a, b: { c: [, second, { d = "no", e = "default" }] }, ...rest } = o;
print(a, second, d, e, Object.keys(rest).join()); // expect: 5 20 deep default x1,g,m
let [p, q = p + 1, ...r] = [1, , 3, 4];
[p, q] = [q, p];
print(p, q, r.join("")); // expect: 2 1 34
function params(x, y = x * 2, { z } = { z: y + 1 }, ...others) { return [x, y, z, others.length, arguments.length, params.length].join(); }
print(params(1), params(1, 2, { z: 3 }, 4, 5)); // expect: 1,2,3,0,1,1 1,2,3,2,5,1
function sloppy(a) { arguments[0] = "changed"; return a; }
print(sloppy("orig")); // expect: changed
print((function () { "use strict"; return this; })(), typeof (function () { return this; })()); // expect: undefined object
const arrow = function () { return (() => this.q + arguments[0])(); };
print(arrow.call({ q: "Q" }, "arg")); // expect: Qarg
print([1, 2, 3].map(x => x ** 2).join(), [..."héy"].length, Math.max(...[1, 5, 3])); // expect: 1,4,9 3 5
var n = 0;
switch (3) { case 1: n += 1; case 3: n += 3; case 4: n += 4; break; default: n += 100; }
print(n); // expect: 7
switch ("x") { case "y": print("y"); break; default: print("default"); case "z": print("fall"); }
// expect: default
// expect: fall
function fin() { try { return "try"; } finally { n = "f"; } }
print(fin(), n); // expect: try f
function fin2() { for (const i of [1, 2]) { try { continue; } finally { if (i === 2) return "override"; } } }
print(fin2()); // expect: override
function fin3() { try { throw 1; } catch (e) { try { throw e + 1; } finally { n = e; } } }
try { fin3(); } catch (e) { print(e, n); } // expect: 2 1
var s = "";
for (var k in { a: 1, b: 2, __proto__: { c: 3 } }) s += k;
print(s); // expect: abc
with ({ w1: "W", toString: 0 }) { var w2 = w1; w1 = "set"; print(w1, w2); } // expect: set W
print(typeof undefinedName, typeof null, typeof 1n, typeof Symbol(), typeof print); // expect: undefined object bigint symbol function
print(void 0, !0, ~5, -"3", +"0x10", 7 % -3, -7 % 3, 2 ** -1, 1 / -0); // expect: undefined true -6 -3 16 1 -1 0.5 -Infinity
print(5 & 3, 5 | 3, 5 ^ 3, 1 << 31, -1 >>> 28, -9 >> 1, "5" * "2", "5" + 2, 2147483647 + 1); // expect: 1 7 6 -2147483648 15 -5 10 52 2147483648
print(1 < 2, "a" < "b", null == undefined, null === undefined, NaN != NaN, "1" == 1, [1] == 1, "b" in { b: 1 }, [] instanceof Array); // expect: true true true false true true true true true
let cnt = 0; const obj = { get k() { cnt++; return "x"; } };
obj[obj.k] = 1; obj[obj.k] += 5; obj[obj.k]++; --obj[obj.k];
print(obj.x, cnt); // expect: 6 4
print(obj?.y?.z.w, obj?.["x"], obj.nope?.(), delete obj?.x, delete null?.x, "x" in obj); // expect: undefined 6 undefined true true false
let nul = null; nul ??= "N"; let zero = 0; zero ||= "Z"; let one = 1; one &&= "O";
print(nul, zero, one); // expect: N Z O
print(eval("1; if (false) 2;"), eval("do { 3; break; } while (0)"), eval("var ev = 4; ev"), ev, eval("5; try { 6 } finally { 7 }")); // expect: undefined 3 4 4 6
print(((a, b) => a + b).name, (class { static name = "own"; }).name, o.m.name, Object.getOwnPropertyDescriptor(o, "g").get.name, fs[0].name); // expect:  own m get g 
var anon = function () {}, cls = class {}, { dn = () => {} } = {};
print(anon.name, cls.name, dn.name); // expect: anon cls dn
const tag = (strings, ...values) => strings.raw.length + values.join();
print(tag`a${1}\n${2}c`, `t${1 + 1}${"x"}`); // expect: 31,2 t2x
function tmpl() { return ((s) => s)`x`; }
print(tmpl() === tmpl(), Object.isFrozen(tmpl())); // expect: true true
