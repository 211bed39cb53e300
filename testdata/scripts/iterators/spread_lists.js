// Spread and rest over plain arrays take the elements as they are only as long as
// nobody could see the difference.
function count() { return arguments.length; }
function list(...all) { return all.map(String).join(); }
class Base { constructor(...args) { this.args = args; } }
class Sub extends Base { constructor(...args) { super(...args); } }
class Direct extends Base { constructor(a) { super(...a); } }
function all(a) {
  const [, ...rest] = a;
  return [list(...a), count(...a), new Base(...a).args.length, new Direct(a).args.length, [...a, ...a].length, rest.length, Math.max(...a)].join(" ");
}
let last;
for (let i = 0; i < 60; i++) last = all([1, 2, i]);
print(last); // expect: 1,2,59 3 3 3 6 2 59
print("empty" + all([])); // expect: empty 0 0 0 0 0 -Infinity
print(all([1, , 3])); // expect: 1,undefined,3 3 3 3 6 2 NaN

// A rest parameter is another array, even if the list that it came from is spread alone.
function keep(...all) { all.push(0); return all; }
const source = [1, 2];
for (let i = 0; i < 60; i++) keep(...source);
print(source.join()); // expect: 1,2
function args() { arguments[0] = "changed"; }
args(...source);
print(source.join()); // expect: 1,2
print(new Sub(...source).args === source); // expect: false
const [...copy] = source;
copy.push(3);
print(source.length + " " + copy.length); // expect: 2 3

// The array grows while its rest is being taken.
const growing = [1, 2, 3];
const [first, second = growing.push(4), ...others] = growing;
print(first + " " + second + " " + others.join()); // expect: 1 2 3
const late = [1, undefined, 3];
const [one, two = late.push(4), ...tail] = late;
print(one + " " + two + " " + tail.join()); // expect: 1 4 3,4
const shrinking = [1, undefined, 3, 4];
const [p, q = (shrinking.length = 1), ...none] = shrinking;
print(p + " " + q + " " + none.length); // expect: 1 1 0

// Own, inherited and replaced ways of iterating.
const own = [1, 2];
own[Symbol.iterator] = function* () { yield "own"; };
print(all(own)); // expect: own 1 1 1 2 0 NaN
class List extends Array {}
print(all(List.of(1, 2))); // expect: 1,2 2 2 2 4 1 2
class Odd extends Array { *[Symbol.iterator]() { yield 7; yield 8; } }
print(all(Odd.of(1))); // expect: 7,8 2 2 2 4 1 8
const next = Object.getPrototypeOf([][Symbol.iterator]()).next;
Object.getPrototypeOf([][Symbol.iterator]()).next = function () {
  const r = next.call(this);
  return r.done ? r : { value: r.value * 10, done: false };
};
print(all([1, 2])); // expect: 10,20 2 2 2 4 1 20
Object.getPrototypeOf([][Symbol.iterator]()).next = next;
print(all([1, 2])); // expect: 1,2 2 2 2 4 1 2
Array.prototype[1] = "inherited";
print(list(...[0, , 2])); // expect: 0,inherited,2
delete Array.prototype[1];
Array.prototype[Symbol.iterator] = function* () { yield 3; };
print(list(...[1, 2])); // expect: 3
