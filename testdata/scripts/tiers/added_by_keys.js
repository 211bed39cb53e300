// Properties that are added by computed keys, as objects of the same shape have got them before.
function fill(o, keys, v) { for (let i = 0; i < keys.length; i++) o[keys[i]] = v; return o; }
const show = (o) => JSON.stringify(o);
const few = ["a", "b", "c"], many = [..."abcdefghijklmnopqrst"];
for (let i = 0; i < 40; i++) { fill({}, few, i); fill({}, many, { i }); fill([], few, 1); }
console.log([show(fill({}, few, 1)), show(fill({}, many, "x")).length, show(fill({ z: 0 }, few, null))].join(" "));
// expect: {"a":1,"b":1,"c":1} 161 {"z":0,"a":null,"b":null,"c":null}

// Objects that are old, that cannot be extended, are frozen, or a prototype.
const old = {};
let garbage = [];
for (let i = 0; i < 3000; i++) garbage[i % 8] = [i];
fill(old, many, { young: [1] });
console.log([old.a.young[0], old.t.young[0], Object.keys(old).join("")].join(" "));
// expect: 1 1 abcdefghijklmnopqrst
console.log([show(fill(Object.preventExtensions({}), few, 1)), show(fill(Object.freeze({ a: 0 }), few, 1)), show(fill(Object.seal({ b: 0 }), few, 1))].join(" "));
// expect: {} {"a":0} {"b":1}
const proto = {}, heir = Object.create(proto);
fill(proto, many, 7);
console.log([heir.a, heir.t, show(heir)].join(" "));
// expect: 7 7 {}

// Setters and properties that cannot be written, met later, on the prototype of all.
let set = "";
Object.defineProperty(Object.prototype, "b", { set(v) { set += v; }, configurable: true });
console.log([show(fill({}, few, 5)), set].join(" "));
// expect: {"a":5,"c":5} 5
delete Object.prototype.b;
Object.defineProperty(Object.prototype, "c", { value: 9, writable: false, configurable: true });
console.log(show(fill({}, few, 6)));
// expect: {"a":6,"b":6}
delete Object.prototype.c;
console.log(show(fill({}, few, 7)));
// expect: {"a":7,"b":7,"c":7}
