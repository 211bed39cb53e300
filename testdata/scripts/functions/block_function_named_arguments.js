// A function in a block that is named arguments becomes the value of the variable arguments,
// which holds the arguments object before.
const kinds = (...values) => values.map(v => typeof v).join();
function inBlock() { const before = arguments; { function arguments() {} } return kinds(before, arguments); }
function inBranch() { const before = arguments; if (before) function arguments() {} return kinds(before, arguments); }
function inSwitch() { const before = arguments; switch (0) { default: function arguments() {} } return kinds(before, arguments); }
function inEval() { const before = arguments; eval("{ function arguments() {} }"); return kinds(before, arguments); }
function besideEval() { const before = arguments; { eval(""); function arguments() {} } return kinds(before, arguments); }
function besideVar() { var arguments; const before = arguments; { function arguments() {} } return kinds(before, arguments); }
function inCatch() { const before = arguments; try { throw 0; } catch (arguments) { { function arguments() {} } } return kinds(before, arguments); }
function withRest(...rest) { const before = arguments; { function arguments() {} } return kinds(before, arguments); }
for (const f of [inBlock, inBranch, inSwitch, inEval, besideEval, besideVar, inCatch, withRest]) {
  let last;
  for (let i = 0; i < 30; i++) last = f(i);
  print(last);
}
// expect: object,function
// expect: object,function
// expect: object,function
// expect: object,function
// expect: object,function
// expect: object,function
// expect: object,function
// expect: object,function

// It is the arguments object for as long as the declaration has not been evaluated.
function maybe(a, yes) { if (yes) { function arguments() {} } return arguments.length; }
for (let i = 0; i < 30; i++) maybe(1, false);
print([maybe(1, false), maybe(1, true), maybe(1)].join()); // expect: 2,0,1
function mapped(a) { const x = arguments; { function arguments() {} } a = "written"; return [x[0], typeof arguments].join(); }
print(mapped(1)); // expect: written,function
function captured() { const get = () => typeof arguments, before = get(); { function arguments() {} } return [before, get()].join(); }
print(captured()); // expect: object,function

// Vars of the body are apart from parameters that are expressions.
function apart(f = () => arguments) { { function arguments() {} } return kinds(f(), arguments); }
print(apart()); // expect: object,function

// It remains in the block where the name is that of a parameter, of a lexical declaration, or not of a plain function.
function parameter(arguments) { { function arguments() {} } return typeof arguments; }
function lexical() { let arguments = 1; { function arguments() {} } return typeof arguments; }
function async() { { async function arguments() {} } return typeof arguments; }
function hidden() { const o = { get arguments() { return 1; } }; with (o) { { function arguments() {} } return kinds(arguments); } }
print([parameter(1), lexical(), async(), hidden()].join()); // expect: number,number,object,number

// An arrow has a variable of its own then.
function arrow() { const f = () => { { function arguments() {} } return typeof arguments; }; return [f(), typeof arguments].join(); }
print(arrow()); // expect: function,object
