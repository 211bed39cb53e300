// Elements of arrays in hot loops: appending, holes, push and pop, and what makes a fast path give way.
// stress: skip, millions of safepoints
"use strict";
const say = (...a) => print(a.map(String).join(" "));
function build(n) { const a = []; for (let i = 0; i < n; i++) a[i] = i * 2; return a; }
function pushed(n) { const a = []; let k = 0; for (let i = 0; i < n; i++) k = a.push(i); return k + a.length; }
let b;
for (let i = 0; i < 300; i++) { b = build(50); if (pushed(50) !== 100) say("wrong"); }
say(b.length, b[49], build(3).join()); // expect: 50 98 0,2,4
function sized(n) { const a = new Array(n); for (let i = 0; i < n; i++) a[i] = i; return a; }
for (let i = 0; i < 300; i++) b = sized(40);
say(b.length, b.indexOf(39)); // expect: 40 39
function put(a, i, v) { a[i] = v; return a.length; }
for (let i = 0; i < 3000; i++) put(b, i % 40, i);
const tail = [1, 2, 3];
say(put(tail, 3, 4), put(tail, 10, 5), 7 in tail, put(tail, "4", 6), put(tail, -1, 7), put(tail, 2.5, 8), tail[4], tail[-1], tail[2.5]);
// expect: 4 11 false 11 11 11 6 7 8
for (const change of [Object.freeze, Object.seal, Object.preventExtensions]) {
  const a = change([1, 2]);
  for (const f of [() => put(a, 2, 0), () => put(a, 0, 9), () => a.push(1)]) {
    try { f(); } catch (e) { say(e.constructor.name); }
  }
  say(a.join());
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: 1,2
// expect: TypeError
// expect: TypeError
// expect: 9,2
// expect: TypeError
// expect: TypeError
// expect: 9,2
const fixed = [1]; Object.defineProperty(fixed, "length", { writable: false });
try { put(fixed, 1, 1); } catch (e) { say(e.constructor.name, fixed.length); } // expect: TypeError 1
function pushOne(a, v) { return a.push(v); }
for (let i = 0; i < 3000; i++) pushOne(i % 9 ? b : [], i);
try { pushOne(fixed, 1); } catch (e) { say(e.constructor.name, fixed.length); } // expect: TypeError 1
say(pushOne({ push(v) { return "own " + v; } }, 3), pushOne([, 1], 2)); // expect: own 3 3
const like = { length: 5, push: Array.prototype.push };
say(pushOne(like, "x"), like[5], like.length); // expect: 6 x 6
// Holes and what lies behind them.
function get(a, i) { return a[i]; }
for (let i = 0; i < 3000; i++) get(b, i % 40);
const holes = [1, , 3];
say(get(holes, 1), get(holes, 3), get(holes, -1), get(holes, "2"), get(holes, 2.0), get(holes, 0.5)); // expect: undefined undefined undefined 3 3 undefined
Array.prototype[1] = "inherited";
say(get(holes, 1), get([], 1)); // expect: inherited inherited
function grow(n) { const a = []; for (let i = 0; i < n; i++) a[i] = i; return a; }
for (let i = 0; i < 300; i++) b = grow(30);
say(b.join().length); // expect: 79
delete Array.prototype[1];
let setter = 0;
Object.defineProperty(Array.prototype, "2", { set(v) { setter += v; }, get() { return "getter"; }, configurable: true });
b = grow(5); say(b.join(), b.length, setter, b.hasOwnProperty(2)); // expect: 0,1,getter,3,4 5 2 false
const p = []; for (let i = 0; i < 4; i++) p.push(i);
say(p.join(), setter); // expect: 0,1,getter,3 4
delete Array.prototype[2];
Object.defineProperty(Object.prototype, "1", { set(v) { setter = -v; }, configurable: true });
b = grow(3); say(b.length, setter, 1 in b, b.hasOwnProperty(1)); // expect: 3 -1 true false
delete Object.prototype[1];
say(grow(3).join()); // expect: 0,1,2
// pop
function drain(a) { let s = 0; while (a.length) s += a.pop(); return s; }
let drained = 0;
for (let i = 0; i < 200; i++) drained = drain(grow(100));
say(drained, drain([1.5, 2]), [].pop(), drain([])); // expect: 4950 3.5 undefined 0
function popOne(a) { return a.pop(); }
for (let i = 0; i < 3000; i++) popOne(b.length ? b : (b = grow(20)));
const gap = [1, , ]; say(popOne(gap), gap.length, popOne(gap), popOne(gap), gap.length); // expect: undefined 1 1 undefined 0
try { popOne(Object.freeze([1])); } catch (e) { say(e.constructor.name); } // expect: TypeError
const original = Array.prototype.pop; Array.prototype.pop = () => "replaced";
say(popOne([1])); Array.prototype.pop = original; say(popOne([1])); // expect: replaced
// expect: 1
// Subclasses, arguments objects and proxies.
class Sub extends Array {}
const sub = new Sub(); for (let i = 0; i < 100; i++) { sub.push(i); sub[sub.length] = i; } say(sub.length, popOne(sub)); // expect: 200 99
function args() { for (let i = 0; i < 3; i++) put(arguments, i, i); return arguments.length + ":" + arguments[2]; }
say(args(7)); // expect: 1:2
const log = []; const proxy = new Proxy([], { set(t, k, v) { log.push(String(k)); t[k] = v; return true; } });
put(proxy, 0, 1); pushOne(proxy, 2); say(log.join()); // expect: 0,1,length
// Ints become doubles, objects and back.
function mix(n) { const a = []; for (let i = 0; i < n; i++) a[i] = i % 3 ? i : i % 2 ? i + 0.5 : { valueOf() { return i; } }; let s = 0; for (let i = 0; i < n; i++) s += +a[i]; return s; }
let mixed; for (let i = 0; i < 60; i++) mixed = mix(100); say(mixed); // expect: 4958.5
// An index that is a double.
function half(a, n) { let s = 0; for (let i = 0; i < n; i++) s += a[i / 2] || 0; return s; }
for (let i = 0; i < 100; i++) mixed = half([1, 2, 3, 4], 8); say(mixed); // expect: 10
