// The array methods and what they return.
const a = [5, 1, 4];
print(a.push(9, 8) + " " + a.pop() + " " + a.shift() + " " + a.unshift(7, 6) + " " + a); // expect: 5 8 5 5 7,6,1,4,9
print(a.splice(1, 2, "x") + " | " + a + " | " + a.splice(-1) + " | " + a); // expect: 6,1 | 7,x,4,9 | 9 | 7,x,4
print([1, 2, 3, 4].slice(-2) + " | " + [1, 2, 3].slice(1, -1) + " | " + [1, 2].slice(5).length); // expect: 3,4 | 2 | 0
print([1, 2, 3].concat(4, [5, [6]]).length + " " + [1, [2, [3, [4]]]].flat(Infinity).join()); // expect: 6 1,2,3,4
print([[1, 2], [3]].flatMap((x) => x).join() + " " + ["a b", "c"].flatMap((s) => s.split(" ")).join());
// expect: 1,2,3 a,b,c
print([1, 2, 3, 2].indexOf(2) + " " + [1, 2, 3, 2].lastIndexOf(2) + " " + [NaN].indexOf(NaN) + " " + [NaN].includes(NaN));
// expect: 1 3 -1 true
print([1, 2, 3].find((x) => x > 1) + " " + [1, 2, 3].findLast((x) => x < 3) + " " + [1].findLastIndex((x) => x > 5));
// expect: 2 2 -1
print([3, 1, 2].reduce((x, y) => x + "-" + y) + " " + [3, 1, 2].reduceRight((x, y) => x + "-" + y, "init"));
// expect: 3-1-2 init-2-1-3
try { [].reduce((x) => x); } catch (e) { print(e.message); } // expect: Reduce of empty array with no initial value
print([1, 2, 3].fill(0, 1) + " " + new Array(2).fill().length + " " + [1, 2, 3, 4, 5].copyWithin(0, 3));
// expect: 1,0,0 2 4,5,3,4,5
print(Array.of(7).length + " " + new Array(7).length + " " + Array(1, 2).length); // expect: 1 7 2
for (const bad of [-1, 1.5, 2 ** 32]) try { new Array(bad); } catch (e) { print(e.message); }
// expect: Invalid array length
// expect: Invalid array length
// expect: Invalid array length
try { [].length = -1; } catch (e) { print(e.name); } // expect: RangeError
print(Array.from("abc", (c, i) => c + i) + " " + Array.from({ length: 2, 0: "p" })); // expect: a0,b1,c2 p,
print([1, 2, 3].at(-1) + " " + [1, 2, 3].with(1, "w") + " " + [3, 1, 2].toSorted() + " " + [1, 2].toReversed() + " " + [1, 2, 3].toSpliced(0, 1, "s"));
// expect: 3 1,w,3 1,2,3 2,1 s,2,3
try { [1].with(5, 0); } catch (e) { print(e.name); } // expect: RangeError
print([..."ab"].entries().next().value.join() + " " + [...["x"].keys()] + " " + [..."yz"].values().next().value);
// expect: 0,a 0 y
print([1, 2, 3].some((x) => x > 2) + " " + [].every(() => false) + " " + [].some(() => true)); // expect: true true false
print([1, 2, 3].join() + " " + [1, 2].join("") + " " + [[]].join() + "|" + [null].join()); // expect: 1,2,3 12 |
const like = { length: 1, 0: "a" };
Array.prototype.push.call(like, "b");
print(JSON.stringify(like)); // expect: {"0":"a","1":"b","length":2}
print(Array.prototype.map.call("abc", (c) => c.toUpperCase()).join("")); // expect: ABC
print(Array.isArray([]) + " " + Array.isArray({ length: 0 }) + " " + Array.isArray(Array.prototype));
// expect: true false true
const grow = []; for (let i = 0; i < 1000; i++) grow[i] = i;
print(grow.length + " " + grow.reduce((x, y) => x + y)); // expect: 1000 499500
const mutating = [1, 2, 3, 4]; const vis = []; mutating.forEach((v, i) => { vis.push(v); if (i === 0) mutating.pop(); });
print(vis.join()); // expect: 1,2,3
const x = [1, 2, 3]; x.length = 1; x[3] = "z";
print(x.length + " " + x); // expect: 4 1,,,z
print([1, 2, 3].toString() + [1, [2, [3]]].toLocaleString() + [] + [[], []]); // expect: 1,2,31,2,3,
