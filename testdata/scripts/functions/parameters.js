// Defaults are evaluated from left to right at each call, for undefined only.
let calls = 0;
function f(a, b = ++calls, c = a + b) { return [a, b, c].join(); }
print(f(1)); // expect: 1,1,2
print(f(1, undefined, undefined)); // expect: 1,2,3
print(f(1, null, 0)); // expect: 1,,0
print(calls); // expect: 2
print(f.length + " " + ((...r) => r).length + " " + ((a, b, ...r) => r).length + " " + ((a = 1, b) => b).length);
// expect: 1 0 2 0
function rest(first, ...others) { return first + "|" + others.length + "|" + others.join(); }
print(rest()); // expect: undefined|0|
print(rest(1, 2, 3)); // expect: 1|2|2,3
function pattern({ x, y: [y1, y2 = "d"] = [] } = {}) { return [x, y1, y2].join(); }
print(pattern()); // expect: ,,d
print(pattern({ x: 1, y: [2] })); // expect: 1,2,d
function scope(a, f = () => a) { a = 2; return f(); }
print(scope(1)); // expect: 2
var outer = "outer";
function noLeak(x = outer) { var outer = "inner"; return x; }
print(noLeak()); // expect: outer
print(((a, b) => [typeof a, typeof b].join())(...[1])); // expect: number,undefined
print(Math.max(...[1, 5], 3, ...new Set([9, 2]))); // expect: 9
function self(a = self.name) { return a; }
print(self()); // expect: self
function evalParam(a = eval("var z = 1; z")) { return a + typeof z; }
print(evalParam()); // expect: 1number
function trailing(a, b,) { return arguments.length; }
print(trailing(1, 2,)); // expect: 2
print([1, 2, 3].map(parseInt).join()); // expect: 1,NaN,NaN
print((function (a, a) { return a; })(1, 2)); // expect: 2
