// Tail calls in graphs: calls, inlined or not, until the stack is deep; from there on the callee takes the frame's place.
"use strict";
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
console.log(warm(even, 10), even(2001), even(2000));
// expect: true false true

function count(n, s) { if (n === 0) return s; return count(n - 1, s + 0.5); }
console.log(warm(count, 10, 0), count(3000, 1));
// expect: 5 1501

// An inlined function ends in a tail call of one that is not inlined, and of its caller.
function last(n, k) { return k(n); }
function next(n) { return n <= 0 ? "end" : last(n - 1, next); }
console.log(warm(next, 20), next(2000));
// expect: end end
function add(a, b) { return plus(a, b); }
function plus(a, b) { return a + b; }
function sum(n) { let s = 0; for (let i = 0; i < n; i++) s += add(i, 1); return s; }
console.log(warm(sum, 10), (function deep(n) { return n === 0 ? sum(10) : 1 + deep(n - 1); })(1000));
// expect: 55 1055

// Thrown in a tail call, caught around what called.
function fail(x) { if (x > 5) throw new RangeError("x" + x); return x; }
function tail(x) { return fail(x); }
function guard(n) { let i = 0; try { for (; i < n; i++) tail(i); } catch (e) { return e.message + i; } return i; }
console.log(warm(guard, 5), guard(9));
// expect: 5 x66
function from(n) { if (n > 0) { const r = from(n - 1); return r; } return guard(9); }
console.log(from(1), from(500));
// expect: x66 x66
