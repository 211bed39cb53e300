// Calls whose bodies stand in their callers: what they leave for, throw, and show of the stack is as
// stress: skip, millions of safepoints
// if they had been calls.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

// A callee leaves in the middle, with a store behind it and one before it.
const log = { n: 0, last: 0 };
function note(x) { log.n++; const y = x + 1; log.last = y; return y; }
function twice(a, b) { return note(a) * 10 + note(b); }
warm(twice, 1, 2);
const before = log.n;
console.log(twice(2147483647, 1.5), log.n - before, log.last);
// expect: 21474836482.5 2 2.5
console.log(twice("s", 1), log.last);
// expect: NaN 2

// Three frames deep, and out of all of them; the stack names each.
function inner(o) { return o.x.y; }
function middle(o) { const r = inner(o); return r + 1; }
function outer(o) { let s = 0; for (let i = 0; i < 20; i++) s += middle(o); return s; }
console.log(warm(outer, { x: { y: 2 } }), outer({ x: { y: 2.5 } }), outer({ a: 1, x: { y: "t" } }).length);
// expect: 60 70 41
try { outer({ x: null }); } catch (e) { console.log(e.name, e.stack.split("\n").slice(1, 4).map(l => l.trim().split(" ")[1]).join()); }
// expect: TypeError inner,middle,outer

// What is thrown inside is caught outside, with the caller's variables as they are.
function check(x) { if (x > 90) throw new RangeError("at " + x); return x; }
function guarded(n) {
  let sum = 0, i = 0;
  try { for (; i < n; i++) sum += check(i); } catch (e) { return [e.message, sum, i].join(); } finally { sum = -1; }
  return sum;
}
console.log(warm(guarded, 80), guarded(100));
// expect: -1 at 91,4095,91

// Fewer and more arguments than there are parameters, and a parameter that is assigned.
function three(a, b, c) { if (b === undefined) b = 10; a += b; return [a, b, c].join("/"); }
function spare() { return three(1) + " " + three(1, 2, 3, 4) + " " + three(); }
console.log(warm(spare));
// expect: 11/10/ 3/2/3 NaN/10/

// Closures of one function with environments of their own, and one that changes its environment.
function counter(step) { let n = 0; return { up() { n += step; return n; }, get: () => n }; }
const a = counter(1), b = counter(100);
function up(c) { return c.up(); }
for (let i = 0; i < 300; i++) { up(a); up(b); }
console.log(a.get(), b.get());
// expect: 300 30000

// this: of methods, of plain calls in sloppy and strict code, of arrows.
function sloppy() { return this === globalThis; }
function strict() { "use strict"; return this; }
const box = { v: 7, get() { return this.v; }, arrow() { return (() => this.v)(); } };
function these() { return [sloppy(), strict(), box.get(), box.arrow()].join(); }
console.log(warm(these));
// expect: true,,7,7

// The site meets another function, a function that is none, and a built-in one.
function call(f, x) { return f(x); }
const inc = x => x + 1, dec = x => x - 1;
console.log(warm(call, inc, 1), call(dec, 1), warm(call, dec, 5), call(Math.abs, -3));
// expect: 2 0 4 3
try { call(undefined, 1); } catch (e) { console.log(e.message); }
// expect: f is not a function

// A loop inside, left while it runs, in a loop outside.
function dot(p, q) { let s = 0; for (let i = 0; i < p.length; i++) s += p[i] * q[i]; return s; }
function matrix(rows, v) { let s = 0; for (let i = 0; i < rows.length; i++) s += dot(rows[i], v); return s; }
console.log(warm(matrix, [[1, 2], [3, 4]], [5, 6]), matrix([[1, 2], [3, 0.5]], [5, 6]), matrix([[1, 2], [3, "4"]], [5, 6]), matrix([[1, , 3]], [1, 1, 1]));
// expect: 56 35 56 NaN

// A callee that calls back into the caller, which is on the stack already.
function ping(n) { return n <= 0 ? 0 : 1 + pong(n - 1); }
function pong(n) { return n <= 0 ? 0 : 1 + ping(n - 1); }
console.log(warm(ping, 30), ping(31));
// expect: 30 31
function deep(n) { return deeper(n) + 1; }
function deeper(n) { return n > 0 ? deep(n - 1) : 0; }
warm(deep, 5);
try { (function forever(n) { return deep(n & 7) + forever(n + 1); })(0); } catch (e) { console.log(e.name); }
// expect: RangeError

// A getter of the stack in an inlined function, called while Go does an operation of it.
const spy = { get [Symbol.toPrimitive]() { seen = new Error().stack.split("\n").filter(l => /adds|asks/.test(l)).length; return () => 1; } };
let seen = 0;
function adds(x) { return x + 1; }
function asks(x) { return adds(x); }
warm(asks, 1);
console.log(asks(spy), seen, warm(asks, spy), seen);
// expect: 2 2 2 2
