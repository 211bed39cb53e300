// Methods that call a function for each element, hot enough for all tiers.
// stress: skip, large loops
const show = (...xs) => print(xs.map((x) => JSON.stringify(x)).join(" "));

const all = () => [
  [1, 2, 3].map((x, i, a) => x * i + a.length), [1, 2, 3, 4].filter((x) => x & 1),
  [1, 2, 3].reduce((a, x, i) => a + x * i), [1, 2, 3].reduce((a, x) => a + x, 10), ["a", "b"].reduceRight((a, x) => a + x),
  [1, 2].some((x) => x > 1), [1, 2].every((x) => x > 1), [5, 6].find((x) => x > 5), [5, 6].findIndex((x) => x > 6),
  [5, 6, 7].findLast((x) => x < 7), [5, 6, 7].findLastIndex((x) => x < 7),
];
const first = JSON.stringify(all());
let same = 0;
for (let i = 0; i < 3000; i++) same += JSON.stringify(all()) === first;
print(first + same);

// What a callback does to the array, in the middle of hot loops.
const over = (a, f) => { const seen = []; a.forEach((x, i) => { seen.push(x); f(a, i); }); return seen; };
for (let i = 0; i < 500; i++) over([1, 2, 3, 4], () => {});
show(over([1, 2, 3, 4], (a, i) => { if (i === 0) a.length = 2; }), over([1, 2, 3], (a) => { a.push(9); }));
show(over([1, 2, 3, 4], (a, i) => { delete a[i + 1]; }), over([1, , 3], () => {}));
show(over([1, 2, 3], (a, i) => { if (i === 0) Object.defineProperty(a, 2, { get: () => "got" }); }));
show(over([1, , 3], (a, i) => { if (i === 0) Array.prototype[1] = "inherited"; }));
delete Array.prototype[1];
show(over([1, 2, 3], (a, i) => { if (i === 0) a[4000000000] = 1; }), over({ length: 2, 0: "x", 1: "y" }.length ? [] : [1], () => {}));

// Receivers that are no arrays, and order of what can be seen.
const log = [];
const watched = new Proxy([1, , 3], {
  get(t, k) { log.push("get " + String(k)); return t[k]; },
  has(t, k) { log.push("has " + String(k)); return k in t; },
});
for (const m of ["forEach", "some", "every", "find", "reduceRight"]) {
  log.length = 0;
  Array.prototype[m].call(watched, () => m === "every", 0);
  show(m, log);
}
show(Array.prototype.map.call("ab", (x) => x + x), Array.prototype.filter.call(new Uint8Array([1, 2]), (x) => x > 1));
class Own extends Array { }
show(new Own(1, 2, 3).map((x) => x) instanceof Own, new Own(1, 2, 3).filter((x) => x > 1).length);
class Other extends Array { static get [Symbol.species]() { return function (n) { this.made = n; }; } }
show(new Other(1, 2, 3).map((x) => x), new Other(1, 2, 3).filter((x) => x > 1));

// Errors, and where they come from.
for (let i = 0; i < 300; i++) {
  for (const f of [() => [].reduce((a) => a), () => [1].map({}), () => [1].forEach(class { }), () => Array.prototype.find.call(null, (x) => x)]) {
    try { f(); print("no error"); } catch (e) { if (i === 299) print(e.name + ": " + e.message); }
  }
}
function thrower(x) { throw new Error("at " + x); }
try { [1].forEach(thrower); } catch (e) { print(e.stack.split("\n").slice(1, 3).map((l) => l.trim().replace(/\(.*:/, "(")).join(", ")); }
const caught = () => { try { return [1, 2, 3].map((x) => { if (x > 2) throw x; return x; }); } catch (e) { return "caught " + e; } };
for (let i = 0; i < 500; i++) caught();
show(caught());

// this, missing and surplus arguments, nested calls, and functions that do not end.
show([1].map(function () { "use strict"; return this === undefined; }), [1].map(function () { return this.v; }, { v: 7 }, 8));
const nested = (n) => n ? [1, 2].map(() => nested(n - 1)) : 0;
show(nested(3));
const deep = (n) => [n].reduce((a) => deep(n + 1), 0);
try { deep(0); } catch (e) { print(e.name); }
function* gen() { yield* [1, 2].map((x) => x + 1); }
show([...gen()], [[1, 2], [3]].map((x) => x.map((y) => y * 2)));
show([1, 2, 3].map.length, [].map.name, [].forEach.toString(), (() => { try { new [].map(() => {}); } catch (e) { return e.name; } })());
// expect: [[3,5,9],[1,3],9,16,"ba",true,false,6,-1,6,1]3000
// expect: [1,2] [1,2,3]
// expect: [1,3] [1,3]
// expect: [1,2,"got"]
// expect: [1,"inherited",3]
// expect: [1,2,3] []
// expect: "forEach" ["get length","has 0","get 0","has 1","has 2","get 2"]
// expect: "some" ["get length","has 0","get 0","has 1","has 2","get 2"]
// expect: "every" ["get length","has 0","get 0","has 1","has 2","get 2"]
// expect: "find" ["get length","get 0","get 1","get 2"]
// expect: "reduceRight" ["get length","has 2","get 2","has 1","has 0","get 0"]
// expect: ["aa","bb"] [2]
// expect: true 2
// expect: {"0":1,"1":2,"2":3,"made":3} {"0":2,"1":3,"made":0}
// expect: TypeError: Reduce of empty array with no initial value
// expect: TypeError: #<Object> is not a function
// expect: TypeError: Class constructors cannot be invoked without 'new'
// expect: TypeError: Array.prototype.find called on null or undefined
// expect: at thrower (29), at forEach (native)
// expect: "caught 3"
// expect: [true] [7]
// expect: [[[0,0],[0,0]],[[0,0],[0,0]]]
// expect: RangeError
// expect: [2,3] [[2,4],[6]]
// expect: 1 "map" "function forEach() { [native code] }" "TypeError"
