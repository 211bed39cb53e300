// Arrays: fast paths must not be told from the specification's steps.
// str is String() in terms of the operators alone.
function str(v) { return typeof v === "symbol" ? Symbol.prototype.toString.call(v) : "" + v; }
function same(actual, expected, what) {
  const a = JSON_(actual), e = JSON_(expected);
  if (a !== e) throw new Error((what || "") + ": got " + a + ", want " + e);
}
function JSON_(v) {
  if (Array.isArray(v)) {
    let parts = [];
    for (let i = 0; i < v.length; i++) parts.push(i in v ? JSON_(v[i]) : "<hole>");
    return "[" + parts.join(",") + "]";
  }
  if (typeof v === "string") return "'" + v + "'";
  if (Object.is(v, -0)) return "-0";
  return str(v);
}
function throws(ctor, f) {
  try { f(); } catch (e) {
    if (e instanceof ctor) return;
    throw new Error("wrong error " + e);
  }
  throw new Error("nothing thrown by " + f);
}

same([1, 2, 3].map(x => x * 2), [2, 4, 6]);
same([1, , 3].map(x => x * 2), [2, , 6]);
same([5, 1, 4].toSorted(), [1, 4, 5]);
same([3, undefined, 1, , 2].sort(), [1, 2, 3, undefined, ,]);
same([10, 9, 1].sort(), [1, 10, 9]);
same([10, 9, 1].sort((a, b) => a - b), [1, 9, 10]);

// The sort is stable, for many elements too.
let pairs = [];
for (let i = 0; i < 500; i++) pairs.push({ k: (i * 7919) % 10, i });
pairs.sort((a, b) => a.k - b.k);
for (let i = 1; i < pairs.length; i++) {
  if (pairs[i - 1].k > pairs[i].k || pairs[i - 1].k === pairs[i].k && pairs[i - 1].i > pairs[i].i) throw new Error("unstable");
}
// A comparison function that empties the array changes nothing in the result.
let victim = [3, 1, 2];
victim.sort((a, b) => { victim.length = 0; return a - b; });
same(victim, [1, 2, 3]);

// Callbacks that change the array.
let log = [];
[1, 2, 3, 4].forEach((x, i, a) => { log.push(x); if (i === 0) a.pop(); });
same(log, [1, 2, 3]);
same([1, 2, 3].filter((x, i, a) => { a.length = 2; return true; }), [1, 2]);
same([1, 2, 3, 4].reduce((s, x, i, a) => { a[3] = 100; return s + x; }), 106);
same([1, 2, 3].reduceRight((s, x) => s + "," + x), "3,2,1");
throws(TypeError, () => [].reduce((a, b) => a));

// Holes read the prototype.
Array.prototype[1] = "proto";
try {
  same([1, , 3].indexOf("proto"), 1);
  same([1, , 3].slice(), [1, "proto", 3]);
  same([1, , 3].concat([]), [1, "proto", 3]);
  let a = [1, , 3];
  a.reverse();
  same(a, [3, "proto", 1]);
} finally {
  delete Array.prototype[1];
}

// Frozen and sealed arrays, read-only length.
throws(TypeError, () => Object.freeze([1]).push(2));
throws(TypeError, () => Object.freeze([1]).pop());
throws(TypeError, () => Object.freeze([1, 2]).sort());
throws(TypeError, () => Object.preventExtensions([1]).push(2));
let ro = [1, 2];
Object.defineProperty(ro, "length", { writable: false });
throws(TypeError, () => ro.push(3));
throws(TypeError, () => ro.pop());
throws(TypeError, () => ro.shift());
same(ro.length, 2);

// splice, slice, shift, unshift, copyWithin, fill.
let q = [1, 2, 3, 4, 5];
same(q.splice(1, 2, "a", "b", "c"), [2, 3]);
same(q, [1, "a", "b", "c", 4, 5]);
same(q.splice(-2), [4, 5]);
same(q.splice(1, 0), []);
same(q.splice(0, 1, "x"), [1]);
same(q.shift(), "x");
same(q.unshift(7, 8), 5);
same(q, [7, 8, "a", "b", "c"]);
same(q.slice(-3, -1), ["a", "b"]);
same([1, 2, 3, 4, 5].copyWithin(0, 3), [4, 5, 3, 4, 5]);
same([1, 2, 3, 4, 5].copyWithin(1, 0, 3), [1, 1, 2, 3, 5]);
same(new Array(3).fill(7), [7, 7, 7]);
same([1, 2, 3].fill(0, 1, -1), [1, 0, 3]);
same([1, 2, 3].with(-1, 9), [1, 2, 9]);
throws(RangeError, () => [1].with(1, 0));
same([1, 2, 3].toSpliced(1, 1, 8, 9), [1, 8, 9, 3]);
same([1, , 3].toReversed(), [3, undefined, 1]);
same([1, [2, [3, [4]]]].flat(Infinity), [1, 2, 3, 4]);
same([1, 2].flatMap(x => [x, [x * 2]]), [1, [2], 2, [4]]);
same([NaN].includes(NaN), true);
same([NaN].indexOf(NaN), -1);
same([1, 2, 1].lastIndexOf(1, -2), 0);
same([-0].includes(0), true);
same([[1, 2], [3]].join(";"), "1,2;3");
let cyclic = [1];
cyclic.push(cyclic);
same(cyclic.join(), "1,");
same([1, null, undefined, "x"].join("-"), "1---x");
same([1, 2, 3].at(-1), 3);
same([1, 2, 3].findLast(x => x < 3), 2);

// Lengths.
throws(RangeError, () => new Array(-1));
throws(RangeError, () => new Array(1.5));
same(new Array(3).length, 3);
same(Array.of(7).length, 1);
let far = [];
far[4294967294] = 1;
same(far.length, 4294967295);
same(far.indexOf(1), 4294967294);
same(far.push.call({ length: 3 }, 1), 4);
throws(TypeError, () => Array.prototype.push.call({ length: 2 ** 53 - 1 }, 1));
throws(RangeError, () => far.push(1));

// Species and spreadable.
class Sub extends Array {}
same(new Sub(1, 2, 3).map(x => x) instanceof Sub, true);
same(Sub.from([1]) instanceof Sub, true);
same([].concat({ length: 2, 0: "a", [Symbol.isConcatSpreadable]: true }), ["a", ,]);
same(Array.from({ length: 2 }, (_, i) => i), [0, 1]);
same(Array.from(new Set_([1, 2])), [1, 2]);
function Set_(v) { return { *[Symbol.iterator]() { yield* v; } }; }

// Iteration.
same([...[1, 2].entries()], [[0, 1], [1, 2]]);
same([...[7, , 9].keys()], [0, 1, 2]);
let grow = [1, 2], seen = [];
for (const x of grow) { seen.push(x); if (grow.length < 5) grow.push(x * 10); }
same(seen, [1, 2, 10, 20, 100]);
let nextOf = Object.getPrototypeOf([][Symbol.iterator]());
let originalNext = nextOf.next;
nextOf.next = function () { return { done: true }; };
same([...[1, 2]], []);
nextOf.next = originalNext;
same([...[1, 2]], [1, 2]);
same(Object.keys(Array.prototype[Symbol.unscopables]).length, 16);

// Holes move as holes.
let holey = [, 1, , 3];
same(holey.shift(), undefined);
same(holey, [1, , 3]);
same(holey.unshift(0), 4);
same(holey, [0, 1, , 3]);
same(holey.splice(1, 2, 9), [1, ,]);
same(holey, [0, 9, 3]);
same([, 1].includes(undefined), true);
same([, 1].indexOf(undefined), -1);
same([1, , 3].slice(1), [, 3]);
same([1, , 3].concat([, 4]), [1, , 3, , 4]);
same([1, , 3].concat([, 4]).length, 5);
same([, ,].slice().length, 2);
