// caller and arguments of sloppy functions: own accessors that show sloppy frames only.
function inner() { return inner.caller; }
function outer() { return inner(); }
print(outer() === outer); // expect: true
print(inner()); // expect: null
print([inner.caller, outer.arguments].map(String).join(" ")); // expect: null null
function viaEval() { return eval("inner()"); }
print(viaEval() === viaEval); // expect: true
function viaHost() { return [0].map(inner)[0]; }
print(viaHost() === viaHost); // expect: true
function strict() { "use strict"; return inner(); }
print((function () { return strict(); })()); // expect: null
print((function* () { yield inner(); })().next().value); // expect: null
const f = new Function("ff(); function ff() { globalThis.seen = ff.caller; }");
f();
print(seen === f); // expect: true
const d = Object.getOwnPropertyDescriptor(inner, "caller");
print([typeof d.get, d.set, d.enumerable, d.configurable].map(String).join(" ")); // expect: function undefined false false
function args(a) { const v = args.arguments; return v.length + ":" + v[0] + v[1] + (v === arguments); }
print(args(1, 2)); // expect: 2:12true
function sloppyOnly() { "use strict"; }
for (const g of [sloppyOnly, () => {}, class {}, function* () {}, { m() {} }.m]) {
  let said = "";
  for (const name of ["caller", "arguments"]) {
    try { g[name]; } catch (e) { said += e.name + Object.hasOwn(g, name); }
  }
  print(said); // expect: TypeErrorfalseTypeErrorfalse
  // expect: TypeErrorfalseTypeErrorfalse
  // expect: TypeErrorfalseTypeErrorfalse
  // expect: TypeErrorfalseTypeErrorfalse
  // expect: TypeErrorfalseTypeErrorfalse
}
print((() => { "use strict"; try { inner.caller = 1; } catch (e) { return e.name; } })()); // expect: TypeError
