// Deep and mutual recursion; running out of stack is an error that can be caught.
// stress: skip, millions of safepoints
function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
print(even(1000)); // expect: true
function ack(m, n) { return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
print(ack(2, 6)); // expect: 15
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
print(fib(20)); // expect: 6765
function hanoi(n, a, b, c) { return n === 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a); }
print(hanoi(10)); // expect: 1023
function forever() { return forever() + 1; }
try { forever(); } catch (e) { print(e instanceof RangeError); print(e.message); }
// expect: true
// expect: Maximum call stack size exceeded
let depth = 0;
const o = { get x() { depth++; return this.x; } };
try { o.x; } catch (e) { print(e.name + " " + (depth > 100)); } // expect: RangeError true
const t = { toString() { return "" + this; } };
try { String(t); } catch (e) { print(e.name); } // expect: RangeError
function* deepYield(n) { if (n) yield* deepYield(n - 1); yield n; }
print([...deepYield(30)].length); // expect: 31
print(fib(15)); // expect: 610
const cyc = []; cyc[0] = cyc;
print(String(cyc) === ""); // expect: true
function perms(a) { return a.length < 2 ? [a] : a.flatMap((x, i) => perms([...a.slice(0, i), ...a.slice(i + 1)]).map((p) => [x, ...p])); }
print(perms([1, 2, 3]).map((p) => p.join("")).join()); // expect: 123,132,213,231,312,321
