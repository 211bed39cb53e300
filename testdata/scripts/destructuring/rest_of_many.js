// Rest properties, again and again at one place: of objects of one shape, then of ones that differ in what matters.
const say = (...a) => print(a.map(String).join(" "));
const show = o => JSON.stringify(o) + Object.getPrototypeOf(o).constructor.name;
const rest = o => { const { x, y = 7, ...others } = o; return others; };
const all = o => { const { ...others } = o; return others; };
const dynamic = (o, k) => { const { [k]: gone, ...others } = o; return others; };
let last;
for (let i = 0; i < 300; i++) last = rest({ x: i, y: undefined, k: 1, l: "l" + i });
say(show(last)); // expect: {"k":1,"l":"l299"}Object
for (let i = 0; i < 300; i++) last = all({ x: i, y: { i } });
say(show(last)); // expect: {"x":299,"y":{"i":299}}Object
for (let i = 0; i < 300; i++) last = dynamic({ a: 1, b: 2, c: 3 }, "abcd"[i & 3]);
say(show(last), show(dynamic({ a: 1, b: 2, c: 3 }, "b"))); // expect: {"a":1,"b":2,"c":3}Object {"a":1,"c":3}Object
say(show(dynamic({ a: 1, 5: 2 }, 5)), show(dynamic([1, 2, 3], "1"))); // expect: {"a":1}Object {"0":1,"2":3}Object
// What is copied is an object like any other.
last = rest({ x: 1, y: 2, k: 3, l: 4 });
last.more = 5;
last.k = 6;
delete last.l;
for (let i = 0; i < 20; i++) last["p" + i] = i;
say(Object.keys(last).length, last.more, last.k, last.p19); // expect: 22 5 6 19
const d = Object.getOwnPropertyDescriptor(all(Object.freeze({ a: 1 })), "a");
say(d.writable, d.enumerable, d.configurable); // expect: true true true
// Properties that are hidden, symbols, accessors, inherited ones, elements.
const base = () => ({ x: 1, k: 2, l: 3 });
for (let i = 0; i < 50; i++) rest(base());
const hidden = Object.defineProperty(base(), "k", { enumerable: false });
say(show(rest(hidden))); // expect: {"l":3}Object
const sym = Symbol("s");
say(rest(Object.assign(base(), { [sym]: 9 }))[sym]); // expect: 9
const log = [];
const getters = { get x() { log.push("x"); return 1; }, get k() { log.push("k"); delete this.l; return 2; }, l: 3 };
say(show(rest(getters)), log.join()); // expect: {"k":2}Object x,k
const heir = Object.create({ inherited: 1 });
heir.x = 1;
heir.own = 2;
say(show(rest(heir))); // expect: {"own":2}Object
const elements = base();
elements[3] = "three";
say(show(rest(elements))); // expect: {"3":"three","k":2,"l":3}Object
class P { x = 1; k = 2; #hidden = 3; static has(o) { return #hidden in o; } }
say(show(rest(new P())), P.has(rest(new P()))); // expect: {"k":2}Object false
const traps = [];
const proxy = new Proxy(base(), {
  ownKeys(t) { traps.push("ownKeys"); return Reflect.ownKeys(t); },
  getOwnPropertyDescriptor(t, k) { traps.push("gopd " + k); return Reflect.getOwnPropertyDescriptor(t, k); },
  get(t, k) { traps.push("get " + k); return t[k]; },
});
say(show(rest(proxy)), traps.join()); // expect: {"k":2,"l":3}Object get x,get y,ownKeys,gopd k,get k,gopd l,get l
say(show(rest("ab")), show(rest(5)), show(all([7]))); // expect: {"0":"a","1":"b"}Object {}Object {"0":7}Object
for (const bad of [null, undefined]) {
  try { rest(bad); } catch (e) { say(e.constructor.name); }
}
// expect: TypeError
// expect: TypeError
// A prototype of all objects that is extended does not show in a copy.
Object.prototype.k = "proto";
Object.defineProperty(Object.prototype, "l", { set() { say("setter"); }, configurable: true });
say(show(rest(base()))); // expect: {"k":2,"l":3}Object
delete Object.prototype.k;
delete Object.prototype.l;
// Many properties.
const many = {};
for (let i = 0; i < 60; i++) many["m" + i] = i;
let count = 0;
for (let i = 0; i < 5; i++) count += Object.keys((({ m3, ...r }) => r)(many)).length;
say(count); // expect: 295
function* parts(o) { const { x = yield "x", ...others } = o; yield show(others); }
const g = parts({ k: 1, l: 2 });
say(g.next().value, g.next(1).value); // expect: x {"k":1,"l":2}Object
