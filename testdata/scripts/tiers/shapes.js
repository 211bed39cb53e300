// Inline caches against objects that change: transitions, deletes, accessors, prototypes.
// stress: skip, millions of safepoints
function read(o) { return o.p; }
function write(o, v) { o.p = v; return o; }
const fresh = () => ({ a: 1, p: "data" });
for (let i = 0; i < 2000; i++) { read(fresh()); write(fresh(), i); }
const o = fresh();
Object.defineProperty(o, "p", { get: () => "getter", set(v) { this.seen = v; }, configurable: true });
print(read(o) + write(o, 5).seen); // expect: getter5
const ro = Object.freeze(fresh());
print(read(write(ro, "ignored"))); // expect: data
(function () { "use strict"; const w = (x) => { x.p = 1; }; for (let i = 0; i < 500; i++) w(fresh()); try { w(ro); } catch (e) { print(e.message); } })();
// expect: Cannot assign to read only property 'p' of object '#<Object>'
const d = fresh(); delete d.p;
print(String(read(d)) + read(write(d, "again"))); // expect: undefinedagain
class Base { get p() { return "inherited getter"; } set p(v) { this.q = v; } }
class Sub extends Base {}
const subs = Array.from({ length: 300 }, () => new Sub());
subs.forEach((s) => write(s, "set"));
print(read(subs[299]) + subs[0].q + Object.keys(subs[0])); // expect: inherited gettersetq
Object.defineProperty(Sub.prototype, "p", { value: "shadowing", writable: true });
print(read(subs[0]) + read(write(subs[1], "own")) + Object.hasOwn(subs[1], "p")); // expect: shadowingowntrue
const chain = Object.create(Object.create({ p: "deep" }));
let hits = 0; for (let i = 0; i < 2000; i++) if (read(chain) === "deep") hits++;
Object.getPrototypeOf(chain).p = "nearer"; print(hits + read(chain)); // expect: 2000nearer
Object.setPrototypeOf(chain, { p: "other" }); print(read(chain)); // expect: other
const absent = Object.create(null); for (let i = 0; i < 1000; i++) read(absent);
absent.p = "now there"; print(read(absent)); // expect: now there
const protoLate = {}; const child = Object.create(protoLate); for (let i = 0; i < 1000; i++) read(child);
protoLate.p = "added to the prototype"; print(read(child)); // expect: added to the prototype
Object.prototype.p = "on every object"; print(read({}) + read(5) + read("s") + read(() => {})); delete Object.prototype.p; print(String(read({})) + String(read(5)));
// expect: on every objecton every objecton every objecton every object
// expect: undefinedundefined
function Ctor(n) { this.x = n; if (n % 2) this.y = n; this.z = 1; }
let sum = 0; for (let i = 0; i < 3000; i++) { const c = new Ctor(i); sum += c.z + (c.y || 0) + c.x; } print(sum);
// expect: 6751500
function call(o) { return o.m(); }
const objs = [{ m: () => 1 }, { a: 1, m: () => 2 }, { b: 1, m: () => 3 }, { c: 1, m: () => 4 }, { d: 1, m: () => 5 }, { e: 1, m: () => 6 }];
let t = 0; for (let i = 0; i < 6000; i++) t += call(objs[i % 6]); print(t); // expect: 21000
objs[0].m = "not a function"; try { call(objs[0]); } catch (e) { print(e.message); } // expect: o.m is not a function
const many = {}; for (let i = 0; i < 1000; i++) many["key" + i] = i; let ms = 0; for (let i = 0; i < 3000; i++) ms += many["key" + i % 1000]; print(ms);
// expect: 1498500
for (let i = 0; i < 900; i++) delete many["key" + i]; print(Object.keys(many).length + " " + many.key950 + String(many.key5));
// expect: 100 950undefined
function idx(a, i) { return a[i]; }
for (let i = 0; i < 2000; i++) idx([1, 2, 3], i % 3);
print([idx([1, 2], 5), idx([1, , 3], 1), idx("str", 1), idx({ 1: "obj" }, 1), idx([1], -1), idx([1], 0.5), idx(new Float64Array([0.5]), 0), idx(new Uint8Array(1), 1), idx([9], "0"), idx((function () { return arguments; })("arg"), 0), idx({ a: "named" }, "a")].map(String).join());
// expect: undefined,undefined,t,obj,undefined,undefined,0.5,undefined,9,arg,named
function put(a, i, v) { a[i] = v; return a; }
for (let i = 0; i < 2000; i++) put([1, 2, 3], i % 3, i);
print([put([1, 2], 2, 3), put([1], 5, 6).length, put(Object.freeze([1]), 0, 9), put(new Uint8Array(1), 0, 300), put({}, "k", "v").k, put([1, 2, 3], "length", 1), put([1], 0, "s"), put([1], 0, 1.5)].map(String).join(";"));
// expect: 1,2,3;6;1;44;v;1;s;1.5
