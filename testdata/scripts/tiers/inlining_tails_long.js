// Tail calls in graphs, so many that the stack must not grow with them: from some depth on the callee takes the frame's place.
// stress: skip, millions of safepoints
"use strict";
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
console.log(warm(even, 10), even(200001), even(200000));
// expect: true false true

function count(n, s) { if (n === 0) return s; return count(n - 1, s + 0.5); }
console.log(warm(count, 10, 0), count(300000, 1));
// expect: 5 150001

function last(n, k) { return k(n); }
function next(n) { return n <= 0 ? "end" : last(n - 1, next); }
console.log(warm(next, 20), next(200000));
// expect: end end
