// What array methods and spreads look up in Array, its prototype and its iterators
// is looked up anew when somebody changes it.
class Other extends Array { }
const show = (...xs) => print(Array.prototype.join.call(xs, " "));
const three = [1, 2, 3];
const copy = () => [three.slice(0, 2), three.map((x) => x), three.splice(0, 0), three.concat()];
const kinds = () => copy().map((a) => (a instanceof Other ? "other" : "plain")).join(" ");
const sum = (...xs) => xs.reduce((s, x) => s + x, 0);
for (let i = 0; i < 30; i++) copy();
show(kinds(), sum(...three), [...three, 4].length); // expect: plain plain plain plain 6 4

Array.prototype.constructor = Other;
show(kinds()); // expect: other other other other
Array.prototype.constructor = Array;
show(kinds()); // expect: plain plain plain plain
three.constructor = Other;
show(kinds()); // expect: other other other other
delete three.constructor;
show(kinds()); // expect: plain plain plain plain

Object.defineProperty(Array.prototype, "constructor", { get() { return Other; }, configurable: true });
show(kinds()); // expect: other other other other
Object.defineProperty(Array.prototype, "constructor", { value: Array, writable: true, configurable: true });
show(kinds()); // expect: plain plain plain plain

const species = Object.getOwnPropertyDescriptor(Array, Symbol.species);
Object.defineProperty(Array, Symbol.species, { get() { return Other; }, configurable: true });
show(kinds()); // expect: other other other other
Object.defineProperty(Array, Symbol.species, species);
show(kinds()); // expect: plain plain plain plain
class Sub extends Array { static get [Symbol.species]() { return Other; } }
show(Sub.of(1).map((x) => x) instanceof Other, Sub.of(1) instanceof Other); // expect: true false

const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield 10; yield* values.call(this); };
show(sum(...three), [...three].length, Array.from(three).length, new Set(three).size); // expect: 16 4 4 4
Array.prototype[Symbol.iterator] = values;
show(sum(...three), [...three].length, Array.from(three).length, new Set(three).size); // expect: 6 3 3 3
three[Symbol.iterator] = function* () { yield 7; };
show(sum(...three), [...three].length); // expect: 7 1
delete three[Symbol.iterator];

const proto = Object.getPrototypeOf(values.call([]));
const next = proto.next;
let steps = 0;
proto.next = function () { steps++; return next.call(this); };
show(sum(...three), [...three].length, steps); // expect: 6 3 8
proto.next = next;
show(sum(...three), [...three].length, steps); // expect: 6 3 8

// Short searches.
const mixed = [1, -0, NaN, "ab", "a" + String.fromCharCode(98) + "c", , null, 1n, 2.5];
show([1, 0, NaN, "abc", "ab", undefined, null, 1n, 2.5, 3].map((x) => mixed.includes(x) + ":" + mixed.indexOf(x)).join(" "));
// expect: true:0 true:1 true:-1 true:4 true:3 true:-1 true:6 true:7 true:8 false:-1
Array.prototype[5] = "up";
show(mixed.includes("up"), mixed.indexOf("up"), mixed.includes(undefined)); // expect: true 5 false
delete Array.prototype[5];
