// Script-level declarations: var and functions are properties of the global object, lexical ones are not.
var v = 1;
let l = 2;
const c = 3;
function fn() {}
class K {}
print([globalThis.v, globalThis.l, globalThis.c, typeof globalThis.fn, typeof globalThis.K].join());
// expect: 1,,,function,undefined
implicit = 4;
print(globalThis.implicit + " " + delete globalThis.implicit + " " + typeof implicit); // expect: 4 true undefined
print(delete globalThis.v + " " + JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, "v")));
// expect: false {"value":1,"writable":true,"enumerable":true,"configurable":false}
globalThis.made = "by property";
print(made); // expect: by property
print(this === globalThis && typeof globalThis.globalThis); // expect: object
print([NaN, Infinity, undefined].map((_, i) => Object.getOwnPropertyDescriptor(globalThis, ["NaN", "Infinity", "undefined"][i]).writable).join());
// expect: false,false,false
undefined = 1;
print(String(undefined)); // expect: undefined
let shadowed = Object; { let Object = "local"; print(Object); } print(Object === shadowed);
// expect: local
// expect: true
var print2 = print; print2(typeof print2); // expect: function
let Array2 = Array; print(Array2.isArray([])); // expect: true
(function () { "use strict"; try { undefined = 1; } catch (e) { print(e.name); } try { delete Object.prototype; } catch (e) { print(e.name); } })();
// expect: TypeError
// expect: TypeError
(0, eval)("var fromEval = 1; let lexEval = 2"); print(globalThis.fromEval + typeof lexEval + delete globalThis.fromEval);
// expect: 1undefinedtrue
Object.defineProperty(globalThis, "acc", { get: () => "getter", configurable: true }); print(acc); // expect: getter
try { (0, eval)("let v"); } catch (e) { print(e.name); }
try { (0, eval)("var l"); } catch (e) { print(e.name); } // expect: SyntaxError
print(typeof function () {}.constructor("return this")().print2); // expect: function
