// Iteration of arrays in hot code, and what makes a fast path give way.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
function sum(xs) { let s = 0; for (const x of xs) s += x; return s; }
const list = [1, 2, 3, 4];
let total = 0;
for (let i = 0; i < 2000; i++) total += sum(list);
say(total, sum(new Set([5, 6])), sum("12"), sum(new Map([[1, 2]]).keys()), sum([, 1]), sum([])); // expect: 20000 11 012 1 NaN 0
function* gen() { yield 1; yield 2; }
say(sum(gen()), sum(new Uint8Array([7, 8]))); // expect: 3 15
// Growing, shrinking and sparse arrays.
function growing() { const a = [1]; let n = 0; for (const x of a) { n++; if (n < 50) a.push(n); } return n; }
function shrinking() { const a = [1, 2, 3, 4, 5, 6]; let n = 0; for (const x of a) { n++; a.pop(); } return n; }
for (let i = 0; i < 300; i++) total = growing() + shrinking();
say(total); // expect: 53
const sparse = [1]; sparse[100000] = 2; let visited = 0; for (const x of sparse) visited++; say(visited); // expect: 100001
Array.prototype[1] = 10; say(sum([1, , 3])); delete Array.prototype[1]; // expect: 14
// The variable keeps the last value.
function lastOf(xs) { var x = "none"; for (x of xs); return x; }
for (let i = 0; i < 2000; i++) lastOf(list);
say(lastOf(list), lastOf([]), lastOf(new Set(["s"]))); // expect: 4 none s
// Destructuring.
function pair([a, b = "default", ...rest]) { return a + ":" + b + ":" + rest.length; }
for (let i = 0; i < 2000; i++) pair(list);
say(pair([1]), pair([1, 2]), pair([1, undefined, 3]), pair("xyz"), pair(new Set([1])), pair([, 2])); // expect: 1:default:0 1:2:0 1:default:1 x:y:1 1:default:0 undefined:2:0
function swap(n) { let a = 1, b = 2; for (let i = 0; i < n; i++) [a, b] = [b, a]; return a * 10 + b; }
for (let i = 0; i < 50; i++) total = swap(101);
say(total); // expect: 21
for (const bad of [null, undefined, 5, {}]) { try { pair(bad); } catch (e) { say(e.name); } }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// Leaving early closes only what has a return method.
let closed = 0;
const closing = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { closed++; return {}; } }; } };
function first(xs) { for (const x of xs) return x; }
for (let i = 0; i < 2000; i++) first(list);
say(first(closing), closed); // expect: 1 1
function take([a]) { return a; }
for (let i = 0; i < 2000; i++) take(list);
say(take(closing), closed); // expect: 1 2
const proto = Object.getPrototypeOf([][Symbol.iterator]());
let returned = 0;
proto.return = function () { returned++; return {}; };
say(first(list), take(list), returned); // expect: 1 1 2
delete proto.return;
say(first(list), returned); // expect: 1 2
// Later changes of how arrays are iterated.
const next = proto.next;
proto.next = function () { const r = next.call(this); if (!r.done) r.value *= 2; return r; };
say(sum(list), take(list)); // expect: 20 2
proto.next = next;
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield 100; };
say(sum(list), take(list)); // expect: 100 100
Array.prototype[Symbol.iterator] = values;
const own = [1, 2]; own[Symbol.iterator] = function* () { yield 7; };
say(sum(own), take(own), sum(list)); // expect: 7 7 10
class Mine extends Array { *[Symbol.iterator]() { yield 9; } }
say(sum(new Mine(1, 2, 3)), sum(list)); // expect: 9 10
const other = Object.setPrototypeOf([1, 2], { [Symbol.iterator]: function* () { yield 5; } });
say(sum(other), sum(list)); // expect: 5 10
// A change in the middle of a loop does not matter.
function change() { let s = 0; for (const x of [1, 2, 3]) { if (x === 1) proto.next = () => ({ done: true }); s += x; } proto.next = next; return s; }
say(change()); // expect: 6
// Throwing out of the loop, and catching.
function thrower(xs) { let n = 0; try { for (const x of xs) { n += x; if (x === 3) throw n; } } catch (e) { return "caught " + e; } return n; }
for (let i = 0; i < 1000; i++) thrower(list);
say(thrower(list), thrower([1, 2]), thrower([3])); // expect: caught 6 3 caught 3
// Arrays of several shapes at one site, and what one of them gets.
const match = () => /(b)(c)?/.exec("abc"), tagged = Object.assign([5, 6], { tag: 1, tog: 2 });
const all = (xs) => [...xs].join("+"), ends = ([a, , c]) => a + ":" + c;
for (let i = 0; i < 2000; i++) { all(list); all(match()); ends(tagged); ends(list); }
say(all(match()), all(list), all(tagged), ends(match()), ends(list), ends(tagged)); // expect: bc+b+c 1+2+3+4 5+6 bc:c 1:3 5:undefined
tagged[Symbol.iterator] = function* () { yield "own"; };
say(all(tagged), ends(tagged), all(list), all(match())); // expect: own own:undefined 1+2+3+4 bc+b+c
delete tagged[Symbol.iterator];
Object.setPrototypeOf(tagged, Object.create(Array.prototype, { [Symbol.iterator]: { value: function* () { yield "up"; } } }));
say(all(tagged), all(list)); // expect: up 1+2+3+4
Object.setPrototypeOf(tagged, Array.prototype);
say(all(tagged), ends(tagged)); // expect: 5+6 5:undefined
// A method return that is found further up, and methods that are read by a getter.
for (const far of [Object.getPrototypeOf(proto), Object.prototype]) {
  Object.defineProperty(far, "return", { value() { returned++; return {}; }, configurable: true });
  for (let i = 0; i < 3; i++) all(list);
  say(first(list), ends(list), all(list), returned);
  delete far.return;
  say(first(list), ends(list), all(list), returned);
}
// expect: 1 1:3 1+2+3+4 4
// expect: 1 1:3 1+2+3+4 4
// expect: 1 1:3 1+2+3+4 6
// expect: 1 1:3 1+2+3+4 6
let read = 0;
for (const [o, key] of [[proto, "next"], [Array.prototype, Symbol.iterator]]) {
  const d = Object.getOwnPropertyDescriptor(o, key);
  Object.defineProperty(o, key, { get() { read++; return d.value; }, configurable: true });
  say(sum(list), all(list), read);
  Object.defineProperty(o, key, d);
  say(sum(list), all(list), read);
}
// expect: 10 1+2+3+4 2
// expect: 10 1+2+3+4 2
// expect: 10 1+2+3+4 4
// expect: 10 1+2+3+4 4
