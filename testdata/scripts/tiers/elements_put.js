// Stores of elements at sites that have left once: holes, appended elements, arrays that the collector watches,
// and what a prototype has a say in.
"use strict";
function put(a, i, v) { a[i] = v; }
function sum(a) { let s = ""; for (let i = 0; i < a.length; i++) s += (i in a ? String(a[i]) : "-") + ","; return s; }

// One leave, then doubles into an old array.
const old = [];
for (let i = 0; i < 64; i++) put(old, i, i);
globalThis.gc?.();
for (let round = 0; round < 16; round++) for (let i = 0; i < 64; i++) put(old, i, i + round / 4);
print([old[63], old[0]].join(" "));
// expect: 66.75 3.75

// Cells into an old array: young ones must live.
for (let round = 0; round < 12; round++) for (let i = 0; i < 64; i++) put(old, i, { n: i, garbage: [round, i] });
print(old.reduce((s, o) => s + o.n + o.garbage[0], 0));
// expect: 2720
for (let round = 0; round < 10; round++) for (let i = 0; i < 64; i++) put(old, i, i & 1 ? "s" + i + round : round);
print([old[63], old[62]].join(" "));
// expect: s639 9

// Holes are filled.
function holes(n) { const a = new Array(n); for (let i = n - 1; i >= 0; i--) put(a, i, i * 2); return a; }
for (let i = 0; i < 30; i++) holes(30);
print(sum(holes(5)));
// expect: 0,2,4,6,8,
const sparse = [1, , 3];
put(sparse, 1, "x");
print(sum(sparse));
// expect: 1,x,3,

// Not where the object is not extensible, or a prototype has a setter there.
const sealed = Object.preventExtensions([1, , 3]);
let thrown = "";
for (let i = 0; i < 3; i++) try { put(sealed, 1, 2); } catch (e) { thrown += e.constructor.name + " "; }
print([thrown, sum(sealed)].join(" "));
// expect: TypeError TypeError TypeError  1,-,3,
const frozen = Object.freeze([1, 2, 3]);
try { put(frozen, 1, 7); } catch (e) { print([e.constructor.name, frozen[1]].join(" ")); }
// expect: TypeError 2
let seen = [];
const mine = Object.setPrototypeOf([1, , 3], { __proto__: Array.prototype, set 1(v) { seen.push(v); } });
put(mine, 1, "own");
print([sum(mine), seen.join()].join(" "));
// expect: 1,undefined,3, own
Object.defineProperty(Array.prototype, 2, { set(v) { seen.push(v); }, configurable: true });
const late = [1, 2, , 4];
put(late, 2, "all");
print([2 in late, Object.hasOwn(late, 2), seen.join()].join(" "));
// expect: true false own,all
delete Array.prototype[2];
put(late, 2, "again");
print([sum(late), seen.join()].join(" "));
// expect: 1,2,again,4, own,all

// Other receivers, and keys that are no index.
const o = { 1: 0 };
put(o, 1, 5); put(o, 7, 6); put(o, -1, 4); put(o, 4294967295, 3);
print(JSON.stringify(o));
// expect: {"1":5,"7":6,"-1":4,"4294967295":3}
const t = new Float64Array(3);
put(t, 1, 2.5); put(t, 3, 9); put(t, -1, 9);
print(t.join());
// expect: 0,2.5,0
const shrinks = [1, 2, 3, 4];
shrinks.length = 2;
put(shrinks, 3, "far");
print([sum(shrinks), shrinks.length].join(" "));
// expect: 1,2,-,far, 4
