// Properties by keys that are texts, in code that is hot: what is read and stored by the caches that all sites
// share, and what only looks like it.
"use strict";
const say = (...xs) => print(xs.map(String).join(" "));
const get = (o, k) => o[k];
const set = (o, k, v) => { o[k] = v; };
const warm = (f, ...x) => { let r; for (let i = 0; i < 400; i++) r = f(...x); return r; };

const keys = ["a", "b", "c", "toString", "length", "0", "1.5", "-0", ""];
class Base { get c() { return "got " + this.a; } set c(v) { this.a = v + "!"; } inherited() {} }
const o = Object.assign(new Base, { a: 1, b: 2, "": 3, "0": 4, "1.5": 5 });
for (let i = 0; i < 300; i++) for (const k of keys) get(o, k);
say(keys.map((k) => typeof get(o, k) === "function" ? "f" : get(o, k)).join(",")); // expect: 1,2,got 1,f,,4,5,,3

// Objects of other kinds, and none.
const others = [[7, 8], "text", new String("two"), new Uint8Array([9]), (() => 0), new Proxy({ a: "p" }, {}), Object.create({ a: "q" }), 5, true];
for (let i = 0; i < 60; i++) for (const x of others) for (const k of keys) get(x, k);
for (const x of others) say(keys.map((k) => typeof get(x, k) === "function" ? "f" : get(x, k)).join());
// expect: ,,,f,2,7,,,
// expect: ,,,f,4,t,,,
// expect: ,,,f,3,t,,,
// expect: ,,,f,1,9,,,
// expect: ,,,f,0,,,,
// expect: p,,,f,,,,,
// expect: q,,,f,,,,,
// expect: ,,,f,,,,,
// expect: ,,,f,,,,,
for (const x of [null, undefined]) try { get(x, "a"); } catch (e) { say(e.message); }
// expect: Cannot read properties of null (reading 'a')
// expect: Cannot read properties of undefined (reading 'a')

// Keys that are made at run time, and symbols.
const s = Symbol("s");
const made = { [s]: "symbol", ab1: "made" };
say(warm((x, y) => get(made, x + y), "ab", 1), warm(get, made, s), warm(get, made, { toString: () => "ab1" })); // expect: made symbol made

// What is there changes: own, inherited, accessors, deleted.
const proto = { x: "proto" }, child = Object.create(proto);
say(warm(get, child, "x"), warm(get, child, "y")); // expect: proto undefined
proto.y = "late"; proto.x = "changed";
say(get(child, "x"), get(child, "y")); // expect: changed late
Object.defineProperty(proto, "x", { get() { return "getter"; }, configurable: true });
child.y = "own";
say(get(child, "x"), get(child, "y"), warm(get, child, "x")); // expect: getter own getter
delete child.y; delete proto.x;
say(get(child, "x"), get(child, "y")); // expect: undefined late

// Stores: what is there, what is new, read-only, setters, typed arrays, frozen.
const t = { a: 0, b: 0 };
for (let i = 0; i < 400; i++) { set(t, "a", i); set(t, "b", "v" + i); }
say(t.a, t.b); // expect: 399 v399
const many = [];
for (let i = 0; i < 300; i++) { const m = {}; set(m, "k" + i % 7, i); set(m, "z", { i }); many.push(m); }
say(many[299].k5, many[299].z.i, Object.keys(many[13])); // expect: 299 299 k6,z
const b = new Base;
say(warm((v) => { set(b, "c", v); return b.a; }, "set")); // expect: set!
Object.defineProperty(t, "a", { writable: false });
try { set(t, "a", 1); } catch (e) { say(e.name, t.a); } // expect: TypeError 399
const frozen = Object.freeze({ a: 1 });
for (let i = 0; i < 100; i++) try { set(frozen, "a", 2); } catch (e) { if (i == 99) say(e.name, frozen.a); } // expect: TypeError 1
const typed = new Uint8Array(1);
say(warm((k) => { set(typed, k, 3); return k in typed; }, "-0"), warm((k) => { set(typed, k, 3); return typed[k]; }, "name")); // expect: false 3

// Old objects that are given young ones.
const old = { a: null, b: null }, junk = [];
for (let i = 0; i < 4000; i++) { set(old, i & 1 ? "a" : "b", { i }); junk[i & 255] = [i]; }
say(old.a.i, old.b.i); // expect: 3999 3998

// Built-in functions in tail position.
const code = (s, i) => s.charCodeAt(i);
const char = (s, i) => s.charAt(i);
const floor = (x) => Math.floor(x);
const push = (a, x) => a.push(x);
say(warm(code, "abc", 1), warm(char, "abc", 2), warm(floor, 2.5), warm(floor, "3.5"), warm(code, "abc", 7)); // expect: 98 c 2 3 NaN
say((() => { const a = []; for (let i = 0; i < 300; i++) push(a, i); return push(a, "x"); })()); // expect: 301
for (const f of [code, char]) try { f(null, 0); } catch (e) { say(e.message, e.stack.split("\n")[1].trim().replace(/ \(.*/, "")); }
// expect: Cannot read properties of null (reading 'charCodeAt') at code
// expect: Cannot read properties of null (reading 'charAt') at char
const deep = (n, s) => n > 0 ? deep(n - 1, s) : code(s, 0);
say(deep(20000, "z"), warm(deep, 50, "y")); // expect: 122 121
say(warm((s) => s.charCodeAt({ valueOf() { return 1; } }), "abc"), warm(code, { charCodeAt: (i) => "own" + i }, 4)); // expect: 98 own4
