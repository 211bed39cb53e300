// Methods that work on all elements at once, and what scripts may do meanwhile.
// stress: skip, large loops
const show = (...xs) => print(xs.map((x) => JSON.stringify(x)).join(" "));

// The order of texts, for integers and strings.
show([10, 9, 1, -1, -10, 100, 0, 2147483647, -2147483648, 5].sort());
show(["b", "a", "abcdefghi", "abcdefgha", "", "\u0100", "\xff", "ab", "a\0"].sort().map((s) => s.length));
show([3, "20", 100, true, null, undefined, 1.5, { toString: () => "2" }].sort());
show([, 3, undefined, , 1].sort().length, 0 in [, 2].sort(), 1 in [, 2].sort());

// A comparison that changes the array, one that throws, one that gives no numbers.
const a = [5, 3, 1, 4];
a.sort((x, y) => { a.length = 0; return x - y; });
show(a);
try { [1, 2].sort(() => { throw "stop"; }); } catch (e) { show(e); }
show([3, 1, 2].sort((x, y) => ({ valueOf: () => x - y })), [2, 1].sort(() => "1"));

// Callbacks that change what they run over.
const b = [1, 2, 3, 4];
show(b.map((x, i) => { if (i === 0) b.length = 2; return x * 2; }), b);
const c = [1, 2, 3];
show(c.filter((x) => { c.push(x); c[0] = { gone: x }; return true; }), c.length);
show([1, 2, 3].reduce((s, x, i, arr) => { arr.pop(); return s + x; }), [, 1, , 2].reduceRight((s, x) => s + "," + x));
const seen = [];
[1, , 3].forEach((x, i) => seen.push([i, x]));
show(seen, [1, , 3].map((x) => x).length, 1 in [1, , 3].map((x) => x));
show([1, , 3].findIndex((x) => x === undefined), [1, 2].findLast((x) => x < 2), [1, , 3].some((x) => x === undefined));
show([1, 2, 3].map(String), ["1", "2", "3"].map(Number), [0, 1].map(Boolean), ["7", "7", "7"].map(parseInt));
show([1, 2, 3].map(Math.max.bind(null, 2)), [[1], 2].flatMap((x) => x), [3, 4].map(new Proxy((x) => x + 1, {})));
try { [1].map(class { }); } catch (e) { show(e.name); }
try { [1, 2].forEach((x) => { if (x === 2) throw { x }; }); } catch (e) { show(e); }
show([1, 2].map(function () { return typeof this; }), [1].map(function () { "use strict"; return this; }, 7));

// Species, subclasses, proxies and array-likes.
class Sub extends Array { }
show(new Sub(1, 2, 3).map((x) => x) instanceof Sub, new Sub(1, 2).concat([3]).length, Sub.from([1, 2]) instanceof Sub);
const odd = [1, 2, 3];
odd.constructor = { [Symbol.species]: function (n) { this.made = n; } };
show(odd.map((x) => x * 2), odd.slice(1), odd.splice(0, 1), odd);
show(Array.prototype.map.call({ length: 3, 0: "a", 2: "c" }, (x) => x + x));
show(Array.prototype.reverse.call({ length: 3, 0: "a", 2: "c" }), Array.prototype.fill.call({ length: 2 }, 0));
const log = [];
const p = new Proxy([3, 1, 2], { get: (t, k, r) => { log.push(String(k)); return Reflect.get(t, k, r); } });
show(p.join("-"), log);

// Elements on a prototype show through holes, and get in the way of nothing else.
Array.prototype[1] = "proto";
show([1, , 3].map((x) => x), [, 2].indexOf("proto"), [1, , 3].join(), [1, , 3].slice());
const pushed = []; pushed.push(0); pushed.push(1);
show(pushed, [5, , 6].reverse());
delete Array.prototype[1];
show([1, , 3].join(), [1, , 3].reverse(), 1 in [1, , 3].reverse());

// Sealed, frozen and locked arrays refuse.
for (const lock of [Object.freeze, Object.seal, Object.preventExtensions]) {
  const locked = lock([1, 2]);
  for (const f of [(x) => x.push(3), (x) => x.fill(9), (x) => x.pop(), (x) => x.reverse(), (x) => x.unshift(0), (x) => x.splice(0, 1)]) {
    try { f(locked); show(locked); } catch (e) { show(e.name); }
  }
}
const short = Object.defineProperty([1, 2], "length", { writable: false });
try { short.push(3); } catch (e) { show(e.name, short); }
try { short.pop(); } catch (e) { show(e.name, short.length); }

// fill, reverse, splice, concat, from, spread.
show(new Array(4).fill(7), [1, 2, 3, 4].fill(0, 1, -1), [1, 2, 3].fill(9, { valueOf: () => 1 }), [].fill(1));
const shrinking = [1, 2, 3, 4];
show(shrinking.fill(0, 0, { valueOf() { shrinking.length = 1; return 4; } }));
show([1, 2, 3, 4].reverse(), [1, 2, 3].reverse(), [1, , 2, 3].reverse(), [].reverse());
const s = [0, 1, 2, 3, 4, 5];
show(s.splice(1, 2, "a", "b", "c", "d"), s, s.splice(-1), s.splice(0, 5, "z"), s);
show([1].concat([2, , 3], 4, [[5]]), 2 in [1].concat([2, , 3]), [...[1, 2], ...[], ..."ab", ...[3]]);
show(Array.from([1, , 3]), Array.from("ab"), Array.from([1, 2], (x, i) => x * 10 + i), Array.from({ length: 2 }));
show(Array.from.call(Object, [1, 2]), Array.of(1, 2, 3));
const unshifted = [3]; show(unshifted.unshift(1, 2), unshifted, unshifted.shift(), unshifted);

// join of mixed elements and of cycles.
const cycle = [1]; cycle.push(cycle, "x");
show(cycle.join("/"), [1, -5, 2147483647, 1.5, null, undefined, true, [2, [3]], 1n].join(), [1, 2].join(""), [,,].join("ab"));
show([{ toString() { cycle.length = 1; return "o"; } }, 2].join(), cycle.length);

// split and case.
show("a,b,,c".split(","), "abc".split(""), "abc".split("", 2), "".split(""), "".split(","), "é\ud83d\ude00".split("").length);
show("aBz[`{@".toUpperCase(), "AbZ[`{@".toLowerCase(), "straße".toUpperCase(), "ΑΣ".toLowerCase(), "x".repeat(600).toUpperCase().length);

// Methods of strings through String objects with properties of their own.
const wrapped = Object.assign(new String("hello"), { extra: 1, charAt: () => "own" });
const read = (o) => [o.length, o.extra, o.charAt(1), o.charCodeAt(1), o[1]];
for (let i = 0; i < 3; i++) show(read(wrapped), read("hello"), read(new String("abc")));
String.prototype.extra = "shared";
show(read("hello"), read(wrapped));
String.prototype.charAt = function () { return "replaced " + typeof this; };
show(read("hello"), read(new String("xyz")));

// Large collections grow in order.
const m = new Map(), set = new Set();
for (let i = 0; i < 20000; i++) { m.set(i * 3, i); set.add("k" + i % 7000); }
let sum = 0;
for (const [k, v] of m) sum += k - v;
m.forEach((v, k, self) => { if (k % 2 === 0) self.delete(k); });
show(sum, m.size, set.size, m.has(3), m.has(6), m.get(9));
const grown = [];
for (let i = 0; i < 50000; i++) grown.push(i);
show(grown.length, grown[49999], grown.slice(-2), grown.indexOf(40000), grown.includes(-1));

// expect: [-1,-10,-2147483648,0,1,10,100,2147483647,5,9]
// expect: [0,1,2,2,9,9,1,1,1]
// expect: [1.5,100,{},"20",3,null,true,null]
// expect: 5 true false
// expect: [1,3,4,5]
// expect: "stop"
// expect: [1,2,3] [2,1]
// expect: [2,4,null,null] [1,2]
// expect: [1,2,3] 6
// expect: 3 "2,1"
// expect: [[0,1],[2,3]] 3 false
// expect: 1 1 false
// expect: ["1","2","3"] [1,2,3] [false,true] [7,null,null]
// expect: [null,null,null] [1,2] [4,5]
// expect: "TypeError"
// expect: {"x":2}
// expect: ["object","object"] [7]
// expect: true 3 true
// expect: {"0":2,"1":4,"2":6,"made":3} {"0":2,"1":3,"made":2,"length":2} {"0":1,"made":1,"length":1} [2,3]
// expect: ["aa",null,"cc"]
// expect: {"0":"c","2":"a","length":3} {"0":0,"1":0,"length":2}
// expect: "3-1-2" ["join","length","0","1","2"]
// expect: [1,"proto",3] -1 "1,proto,3" [1,"proto",3]
// expect: [0,1] [6,"proto",5]
// expect: "1,,3" [3,null,1] false
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: [9,9]
// expect: "TypeError"
// expect: [9,9]
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: [9,9]
// expect: [9]
// expect: [9]
// expect: "TypeError"
// expect: []
// expect: "TypeError" [1,2]
// expect: "TypeError" 2
// expect: [7,7,7,7] [1,0,0,4] [1,9,9] []
// expect: [0,0,0,0]
// expect: [4,3,2,1] [3,2,1] [3,2,null,1] []
// expect: [1,2] ["z",3,4] [5] [0,"a","b","c","d"] ["z",3,4]
// expect: [1,2,null,3,4,[5]] false [1,2,"a","b",3]
// expect: [1,null,3] ["a","b"] [10,21] [null,null]
// expect: {"0":1,"1":2,"length":2} [1,2,3]
// expect: 3 [2,3] 1 [2,3]
// expect: "1//x" "1,-5,2147483647,1.5,,,true,2,3,1" "12" "ab"
// expect: "o,2" 1
// expect: ["a","b","","c"] ["a","b","c"] ["a","b"] [] [""] 3
// expect: "ABZ[`{@" "abz[`{@" "STRASSE" "ας" 600
// expect: [5,1,"own",101,"e"] [5,null,"e",101,"e"] [3,null,"b",98,"b"]
// expect: [5,1,"own",101,"e"] [5,null,"e",101,"e"] [3,null,"b",98,"b"]
// expect: [5,1,"own",101,"e"] [5,null,"e",101,"e"] [3,null,"b",98,"b"]
// expect: [5,"shared","e",101,"e"] [5,1,"own",101,"e"]
// expect: [5,"shared","replaced object",101,"e"] [3,"shared","replaced object",121,"y"]
// expect: 399980000 10000 7000 true false 3
// expect: 50000 49999 [49998,49999] 40000 false
