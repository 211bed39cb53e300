// A sloppy function with simple parameters has a mapped arguments object; all others do not.
function mapped(a, b) { arguments[0] = "x"; b = "y"; return [a, arguments[1], arguments.length].join(); }
print(mapped(1, 2)); // expect: x,y,2
print(mapped(1)); // expect: x,,1
function strict(a) { "use strict"; arguments[0] = "x"; return a; }
print(strict(1)); // expect: 1
function withDefault(a, b = 0) { arguments[0] = "x"; return a; }
print(withDefault(1)); // expect: 1
function deleted(a) { delete arguments[0]; arguments[0] = "new"; return a; }
print(deleted(1)); // expect: 1
function defined(a) { Object.defineProperty(arguments, "0", { writable: false }); a = 2; return arguments[0]; }
print(defined(1)); // expect: 1
function captured(a) { const f = () => { a = "changed"; }; f(); return arguments[0]; }
print(captured(1)); // expect: changed
print((function () { return Object.prototype.toString.call(arguments); })()); // expect: [object Arguments]
print((function () { return [...arguments].join("-"); })(1, 2, 3)); // expect: 1-2-3
print((function () { return Array.prototype.slice.call(arguments, 1).join("-"); })(1, 2, 3)); // expect: 2-3
print((function () { const f = () => arguments[0]; return f("not this"); })("outer")); // expect: outer
print((function (a, b, ...c) { return arguments.length + c.length; })(1, 2, 3, 4)); // expect: 6
print(typeof (function () { return arguments.callee; })()); // expect: function
try { (function () { "use strict"; return arguments.callee; })(); } catch (e) { print(e.name); } // expect: TypeError
print((function () { arguments.length = 1; return [...arguments].length; })(1, 2, 3)); // expect: 1
print((function (arguments) { return arguments; })(42)); // expect: 42
print(JSON.stringify((function (a, b) { return arguments; })("p", "q", "r"))); // expect: {"0":"p","1":"q","2":"r"}
