// What object-oriented code asks at one hot place about values of every kind: truth, nothing, kinship, members of many shapes, forwarded calls.
"use strict";
const hot = (f) => { for (let i = 0; i < 200; i++) f(i); };
const say = (...a) => print(a.map(String).join(" "));

function truth(v) { return v ? 1 : 0; }
function untruth(v) { return !v; }
const kinds = [0, -0, NaN, 0.5, -1, 7, "", "a", "a".repeat(3) + kindless(), {}, [], truth, null, undefined, true, false, 0n, 1n, Symbol.iterator];
function kindless() { return ""; }
hot((i) => { truth(kinds[i % kinds.length]); untruth(kinds[i % kinds.length]); });
say(kinds.map(truth).join("")); // expect: 0001110111110010011
say(kinds.map((v) => untruth(v) ? 0 : 1).join("")); // expect: 0001110111110010011

function isNil(v) { return v == null; }
function notNil(v) { return undefined != v; }
function alike(a, b) { return a == b; }
function branch(v) { if (v == undefined) return "nil"; if (null != v) return "some"; return "never"; }
hot((i) => { const v = kinds[i % kinds.length]; isNil(v); notNil(v); branch(v); alike(v, kinds[(i * 7) % kinds.length]); });
say(kinds.map(isNil).map(Number).join("")); // expect: 0000000000001100000
say(kinds.map(notNil).map(Number).join("")); // expect: 1111111111110011111
say(kinds.map(branch).join(" ").replace(/some/g, "+")); // expect: + + + + + + + + + + + + nil nil + + + + +
for (const nil of [null, undefined]) say(kinds.map((v) => alike(v, nil)).map(Number).join(""), kinds.map((v) => alike(nil, v)).map(Number).join(""));
// expect: 0000000000001100000 0000000000001100000
// expect: 0000000000001100000 0000000000001100000
say(alike("1", 1), alike(1n, 1), alike([2], 2), alike({}, {}), alike(true, 1), alike(NaN, NaN), alike(0, -0)); // expect: true true true false true false true

function Base() {} function Derived() {} function Other() {}
Derived.prototype = Object.create(Base.prototype);
function is(v, f) { return v instanceof f; }
const base = new Base(), derived = new Derived(), other = new Other(), late = new Other();
hot((i) => { is([base, derived, other, late, i, null][i % 6], i & 1 ? Base : Derived); });
const row = () => [base, derived, other, late, 1, null, Object.create(derived)].map((v) => Number(is(v, Base)) + Number(is(v, Derived)) * 2).join("");
say(row()); // expect: 1300003
Object.setPrototypeOf(late, Derived.prototype);
say(row()); // expect: 1303003
Object.setPrototypeOf(Derived.prototype, null);
say(row()); // expect: 1202002
Derived.prototype = Other.prototype;
say(row()); // expect: 1020000
say(is(new Proxy(base, {}), Base), is(new Proxy({}, { getPrototypeOf: () => Base.prototype }), Base), is(Object.create(new Proxy({}, { getPrototypeOf: () => Base.prototype })), Base)); // expect: true true true
say(is(base, Base.bind()), is(base, { [Symbol.hasInstance]: () => 1 })); // expect: true true
Object.defineProperty(Other, Symbol.hasInstance, { value: (v) => v === 5 });
say(is(other, Other), is(5, Other)); // expect: false true
for (const f of [1, {}, () => {}]) try { say(is(base, f)); } catch (e) { say(e.constructor.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
say(is(1, () => {})); // expect: false

const many = [];
class Root { shared() { return "root"; } get asked() { return "got " + this.x; } }
for (let i = 0; i < 9; i++) { const o = i & 1 ? new Root() : {}; for (let k = 0; k < i; k++) o["p" + k] = k; o.x = i; many.push(o); }
function readX(o) { return o.x; }
function readShared(o) { return o.shared; }
function readAsked(o) { return o.asked; }
function writeX(o, v) { o.x = v; return o.x; }
function addY(o, v) { o.y = v; return o; }
hot((i) => { const o = many[i % 9]; readX(o); readShared(o); readAsked(o); writeX(o, i % 9); });
for (let i = 0; i < 9; i++) writeX(many[i], i * 1.5);
say(many.map(readX)); // expect: 0,1.5,3,4.5,6,7.5,9,10.5,12
say(many.map((o) => typeof readShared(o)).join(" ")); // expect: undefined function undefined function undefined function undefined function undefined
say(many.map(readAsked).join("|")); // expect: |got 1.5||got 4.5||got 7.5||got 10.5|
Root.prototype.shared = 5;
Object.prototype.shared = 6;
say(many.map(readShared)); // expect: 6,5,6,5,6,5,6,5,6
delete Object.prototype.shared;
say(many.map(readShared)); // expect: ,5,,5,,5,,5,
hot((i) => { const o = { ["q" + i % 9]: 1 }; addY(o, o); });
say(Object.keys(addY({ q3: 1 }, 2)), addY({ q4: 1 }, many).y === many); // expect: q3,y true
Object.defineProperty(Object.prototype, "y", { set(v) { say("set", v); }, configurable: true });
say(Object.keys(addY({ q3: 1 }, 2))); // expect: set 2
// expect: q3
delete Object.prototype.y;
many.push(Object.freeze({ x: 1 }), 4, "text");
for (const o of many.slice(9)) try { say(writeX(o, 2)); } catch (e) { say(e.constructor.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
say(many.slice(9).map(readX)); // expect: 1,,
try { readX(null); } catch (e) { say(e.message); } // expect: Cannot read properties of null (reading 'x')

function list() { return [this && this.n, arguments.length, ...arguments].join(); }
function strictList(a, b) { return [this, a, b, arguments.length].join(); }
const me = { n: "me" };
const make = function () { return function () { return list.apply(this, arguments); }; }();
function byApply(f, o, a) { return f.apply(o, a); }
function byCall0(f) { return f.call(); }
function byCall(f, o, a, b) { return f.call(o, a, b); }
hot((i) => { make.call(me, i); byApply(i & 1 ? list : strictList, me, [i, 2]); byCall(i & 1 ? list : strictList, me, 1, i); byCall0(list); });
say(make.call(me, 1, 2, 3), byApply(list, me, []), byApply(list, me, null), byCall(list, me, 8, 9), byCall0(strictList)); // expect: me,3,1,2,3 me,0 me,0 me,2,8,9 ,,,0
say(byApply(list, me, [1, , 3]), byApply(list, me, { length: 2, 0: "a", 1: "b" }), byApply(strictList, 1, ["a"])); // expect: me,3,1,,3 me,2,a,b 1,a,,1
function changed(n) { arguments.length = n; arguments[0] = "new"; return byApply(list, me, arguments); }
say(changed(1, 2, 3), changed(4), changed("2", 5)); // expect: me,1,new me,4,new,,, me,2,new,5
say(byApply(list, me, new Array(100).fill(1)).length, byApply(Math.max, null, [1, 5, 2]), byCall(Math.max, null, 3, 4)); // expect: 206 5 4
for (const a of [3, "ab"]) try { byApply(list, me, a); } catch (e) { say(e.constructor.name); }
// expect: TypeError
// expect: TypeError
function deep(n) { return n === 0 ? "end" : deep.apply(this, [n - 1]); }
function thrower(n) { if (n > 1) return thrower.call(this, n - 1); throw new Error("thrown"); }
hot(() => { deep(3); try { thrower(3); } catch (e) { if (e.message !== "thrown") say("wrong"); } });
say(deep(50)); // expect: end
