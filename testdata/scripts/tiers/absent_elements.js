// Elements that are not there, while no prototype of arrays has elements and after it has.
"use strict";
const say = (...xs) => print(xs.map(String).join(" "));
const read = (a, i) => a[i];
const store = (a, i, v) => { a[i] = v; };
const or = (a, i, v) => { a[i] |= v; return a[i]; };
const add = (a, i, v) => { a[i] += v; return a[i]; };
const warm = (f, ...x) => { let r; for (let i = 0; i < 400; i++) r = f(...x); return r; };
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };

const holes = new Array(8), short = [1, 2];
say(warm(read, holes, 3), warm(read, short, 2), warm(read, short, -1), warm(read, [1, , 3], 1), warm(read, [], 0)); // expect: undefined undefined undefined undefined undefined
say(warm(read, Object.freeze([, 1]), 0), warm(read, { length: 3 }, 1), warm(read, "ab", 2), warm(read, new Uint8Array(2), 2)); // expect: undefined undefined undefined undefined
say((() => { const a = []; a[50000] = 1; let n = 0; for (let i = 0; i < 600; i++) if (read(a, i * 100) !== undefined) n++; return n; })()); // expect: 1
say((function () { return warm(read, arguments, 1); })(5)); // expect: undefined

// Operators on what was not there.
say(warm(or, [], 0, 5), warm(or, new Array(3), 1, 6), warm(add, [1], 1, 0), warm((a) => a[0] << 1, [null]), warm((a) => a[0] & 3, [true])); // expect: 5 6 NaN 0 1
say(warm((x) => x - 1, undefined), warm((x) => x * 2, null), warm((x) => x + true, true), warm((x) => x >>> 0, undefined), warm((x) => -x, null)); // expect: NaN 0 2 0 0
say(warm((x) => x < 1, undefined), warm((x) => x < 1, null), warm((x) => x >= true, true), warm((x) => x == 0, undefined), warm((x) => x == 0, false)); // expect: false true true false true
const kinds = [1, 1.5, undefined, null, true, false, "2", 3n, {}, Symbol.iterator];
const ops = [(x) => x | 1, (x) => x * 2, (x) => x + 1, (x) => x < 2, (x) => ~x, (x) => 1 - x, (x) => x % 2];
for (const op of ops) say(kinds.map((k) => attempt(() => { for (let i = 0; i < 60; i++) op(kinds[i % 6]); return String(op(k)); })).join(" "));
// expect: 1 1 1 1 1 1 3 TypeError 1 TypeError
// expect: 2 3 NaN 0 2 0 4 TypeError NaN TypeError
// expect: 2 2.5 NaN 1 2 1 21 TypeError [object Object]1 TypeError
// expect: true true false true true true false false false TypeError
// expect: -2 -2 -1 -1 -2 -1 -3 -4 -1 TypeError
// expect: 0 -0.5 NaN 1 0 1 -1 TypeError NaN TypeError
// expect: 1 1.5 NaN 0 1 0 0 TypeError NaN TypeError

// Stores into holes and behind the last element.
for (let round = 0; round < 60; round++) {
    const a = new Array(40);
    for (let i = 39; i >= 0; i -= 2) store(a, i, i);
    for (let i = 0; i < 40; i += 2) store(a, i, { i });
    for (let i = 40; i < 90; i++) store(a, i, "e" + i);
    if (round === 59) say(a.length, a[0].i, a[39], a[38].i, a[89], Object.keys(a).length, a.includes(undefined)); // expect: 90 0 39 38 e89 90 false
}
const fixed = Object.preventExtensions([1, , 3]), sealed = Object.seal([, 1]), short2 = [1, 2];
Object.defineProperty(short2, "length", { writable: false });
for (const a of [fixed, sealed, short2]) say(attempt(() => warm(store, a, 0, 7)), attempt(() => store(a, 1, 8)), attempt(() => store(a, a.length, 9)), JSON.stringify(a));
// expect: undefined TypeError TypeError [7,null,3]
// expect: TypeError undefined TypeError [null,8]
// expect: undefined undefined TypeError [7,8]

// What becomes a prototype afterwards, and what is given elements.
const base = [];
const sub = Object.setPrototypeOf([], base);
say(warm(read, sub, 0), warm(store, sub, 1, 1), sub.length); // expect: undefined undefined 2
store(base, 0, "inherited");
say(read(sub, 0), read([], 0)); // expect: inherited undefined
const walk = (a, n) => { let s = ""; for (let i = 0; i < n; i++) s += read(a, i) + " "; return s.trim(); };
say(walk(holes, 8)); // expect: undefined undefined undefined undefined undefined undefined undefined undefined
const many = [];
for (let i = 0; i < 600; i++) many.push("m" + i);
Array.prototype.unshift.apply(Array.prototype, many); // into a large cell at once
say(walk(holes, 8), read([], 599), read([], 600)); // expect: m0 m1 m2 m3 m4 m5 m6 m7 m599 undefined
Array.prototype.length = 0;
say(walk(holes, 8)); // expect: undefined undefined undefined undefined undefined undefined undefined undefined
Array.prototype[2] = "two";
say(walk(holes, 8), read([], 2), read(short, 2), or(new Array(5), 2, 1)); // expect: undefined undefined two undefined undefined undefined undefined undefined two two 1
delete Array.prototype[2];
say(walk(holes, 8)); // expect: undefined undefined undefined undefined undefined undefined undefined undefined
let sets = 0;
Object.defineProperty(Object.prototype, 3, { get() { return "three"; }, set(v) { sets++; }, configurable: true });
say(walk(holes, 8), read([1, 2, 3], 3)); // expect: undefined undefined undefined three undefined undefined undefined undefined three
store(holes, 3, 1); store([1, 2, 3], 3, 1);
say(sets, holes.hasOwnProperty(3)); // expect: 2 false
delete Object.prototype[3];
say(walk(holes, 8), warm(store, holes, 3, 1), holes[3]); // expect: undefined undefined undefined undefined undefined undefined undefined undefined undefined 1
Object.setPrototypeOf(Array.prototype, { 5: "five", __proto__: Object.prototype });
say(walk(holes, 8), read([], 5)); // expect: undefined undefined undefined 1 undefined five undefined undefined five
