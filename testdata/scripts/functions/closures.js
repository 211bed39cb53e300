// Closures share bindings, not values.
function make() { let v = 0; return [() => v, (x) => { v = x; }, () => ++v]; }
const [get, set, inc] = make();
set(10); inc();
print(get()); // expect: 11
function compose(...fs) { return (x) => fs.reduceRight((acc, f) => f(acc), x); }
print(compose((x) => x + 1, (x) => x * 2)(5)); // expect: 11
const memo = (f) => { const m = new Map(); return (n) => m.has(n) ? m.get(n) : (m.set(n, f(n)), m.get(n)); };
const fib = memo((n) => n < 2 ? n : fib(n - 1) + fib(n - 2));
print(fib(80)); // expect: 23416728348467684
function deep() { let a = 1; return () => { let b = 2; return () => { let c = 3; return () => a++ + b++ + c++; }; }; }
const d = deep()()();
print([d(), d(), d()].join()); // expect: 6,9,12
function params(a, b = () => a) { var a = 9; return a + "," + b(); }
print(params(1)); // expect: 9,1
function paramsSet(a, set = (v) => { a = v; }) { set(7); return a; }
print(paramsSet(1)); // expect: 7
const self = function me(n) { return n ? me(n - 1) + 1 : 0; };
print(self(50)); // expect: 50
(function named() { named = 1; print(typeof named); })(); // expect: function
(function named() { "use strict"; try { named = 1; } catch (e) { print(e.message); } })();
// expect: Assignment to constant variable.
function shadow(x) { { let x = 2; { let x = 3; } } return x; }
print(shadow(1)); // expect: 1
const counters = Array.from({ length: 3 }, (_, i) => { let c = i; return () => c++; });
counters[1](); counters[1]();
print(counters.map((f) => f()).join()); // expect: 0,3,2
