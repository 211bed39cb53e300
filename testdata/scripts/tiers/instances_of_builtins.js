// instanceof with the constructors of the language, which are dictionaries, and what changes them.
function is(a, F) { return a instanceof F; }
const constructors = [Array, Error, Map, Object, Function, Date, RegExp, Promise];
const values = [[], new TypeError(), new Map(), {}, () => 1, new Date(), /x/, Promise.resolve(), 5, "s", null, Object.create(null), new Proxy([], {})];
let rows;
for (let k = 0; k < 50; k++) {
  rows = constructors.map((F) => values.map((v) => is(v, F) ? 1 : 0).join(""));
}
print(rows.join());
// expect: 1000000000001,0100000000000,0010000000000,1111111100001,0000100000000,0000010000000,0000001000000,0000000100000
Object.defineProperty(Array, Symbol.hasInstance, { value: () => true, configurable: true });
print(is(5, Array) + " " + is([], Map));
// expect: true false
delete Array[Symbol.hasInstance];
print(is(5, Array) + " " + is([], Array));
// expect: false true
for (let i = 0; i < 100; i++) is([], Array);
Object.setPrototypeOf(Array, { [Symbol.hasInstance]: (v) => v === 7 });
print(is(7, Array) + " " + is([], Array));
// expect: true false
Object.setPrototypeOf(Array, Function.prototype);
print(is(7, Array) + " " + is([], Array));
// expect: false true
for (let i = 0; i < 100; i++) is([], Array);
Array.extra = 1;
print(is([], Array));
// expect: true
delete Array.extra;
print(is([], Array));
// expect: true
class List extends Array {}
for (let i = 0; i < 100; i++) is(new List(), List);
print(is(new List(), Array) + " " + is([], List));
// expect: true false
Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: Function.prototype[Symbol.hasInstance] });

// A global variable among so many that their slots are a large cell: what is stored there lives.
for (let i = 0; i < 900; i++) globalThis["global" + i] = i;
var last;
function fill(n) { for (let i = 0; i < n; i++) last = { before: i % 10 === 0 ? null : last, i }; }
fill(20001);
print(last.i + " " + last.before);
// expect: 20000 null
fill(20009);
let sum = 0;
for (let o = last; o; o = o.before) sum += o.i;
print(sum + " " + global899);
// expect: 180036 899
