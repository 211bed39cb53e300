// Rest arrays of few and many arguments, and plain arrays and objects that are constructed.
const say = (...xs) => print(xs.map(String).join(" "));
function all(...xs) { return xs; }
function after(a, b, ...xs) { let c = 1, d = 2; xs.push(c + d); return xs; }
const counted = (n) => { let out = 0; for (let i = 0; i < n; i++) { const r = all(i, i + 0.5, { i }); r[3] = r; out += r.length + r[2].i; } return out; };
say(counted(400)); // expect: 81400
let last;
for (let i = 0; i < 400; i++) last = [all(), all(1), after(), after(1), after(1, 2), after(1, 2, "x"), after(1, 2, last && 3, {}, null)];
say(JSON.stringify(last)); // expect: [[],[1],[3],[3],[3],["x",3],[3,{},null,3]]
for (let i = 0; i < 100; i++) last = [all(...Array(31).keys()), all(...Array(32).keys()), all(...Array(33).keys()), after(...Array(200).keys())].map((x) => x.length + ":" + x[x.length - 1]);
say(last); // expect: 31:30,32:31,33:32,199:3
say(all(1, 2) instanceof Array, Object.getPrototypeOf(all()) === Array.prototype, all.length, after.length); // expect: true true 0 2
function withArguments(a, ...xs) { return arguments.length + ":" + xs; }
for (let i = 0; i < 100; i++) last = withArguments(i, 2, 3);
say(last); // expect: 3:2,3
function nested(...xs) { return xs.length === 0 ? 0 : xs[0] + nested(...xs.slice(1)); }
say(nested(1, 2, 3, 4, 5, 6, 7, 8)); // expect: 36
class Kept { constructor(...xs) { this.xs = xs; } get size() { return this.xs.length; } }
class More extends Kept { constructor(a, ...xs) { super(...xs, a); } }
for (let i = 0; i < 100; i++) last = new More(1, 2, 3).size + new Kept().size;
say(last); // expect: 3

const attempt = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
const make = (n) => new Array(n);
const text = (a) => a.length + "/" + Object.keys(a).length;
for (let i = 0; i < 400; i++) { last = [make(0), make(3), make(127), make(128), make(5000), make("x"), make(1.5 * 2), new Array(), new Array(1, 2)]; for (const a of last) { a[0] = i; a.push(i); } }
say(last.map(text)); // expect: 2/2,4/2,128/2,129/2,5001/2,2/2,4/2,2/2,3/3
say(attempt(() => make(-1)), attempt(() => make(1.5)), attempt(() => make(2 ** 32)), text(make(2 ** 32 - 1))); // expect: RangeError: Invalid array length RangeError: Invalid array length RangeError: Invalid array length 4294967295/0
class Sub extends Array { }
for (let i = 0; i < 100; i++) last = [new Sub(2), new Object(), new Object(1), new Object("ab"), new Object([]), Reflect.construct(Array, [2], Sub), Reflect.construct(Object, [], Sub)];
say(last.map((x) => x.constructor.name)); // expect: Sub,Object,Number,String,Array,Sub,Sub
const made = () => { const o = new Object(), a = new Array(4); o.x = 1; o.y = a; a[3] = o; return o; };
for (let i = 0; i < 400; i++) last = made();
say(last.y.length, last.y[3] === last, 2 in last.y); // expect: 4 true false
const Before = Array;
globalThis.Array = function (n) { this.n = n; };
say(make(7).n, make(7) instanceof Before); // expect: 7 false
globalThis.Array = Before;
say(make(7).length); // expect: 7
