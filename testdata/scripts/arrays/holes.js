// Holes are absent elements: some methods skip them, others read undefined.
const a = [1, , 3];
print(a.length + " " + (1 in a) + " " + String(a[1])); // expect: 3 false undefined
print(a.map((x) => x * 2).length + " " + (1 in a.map((x) => x))); // expect: 3 false
let n = 0; a.forEach(() => n++);
print(n); // expect: 2
print(a.filter(() => true).length + " " + a.reduce((x, y) => x + y)); // expect: 2 4
print([...a].includes(undefined) + " " + a.includes(undefined) + " " + a.indexOf(undefined)); // expect: true true -1
print(a.find((x) => x === undefined) === undefined && a.findIndex((x) => x === undefined)); // expect: 1
print(Object.keys(a).join() + "|" + [...a.keys()].join()); // expect: 0,2|0,1,2
print(JSON.stringify(a) + " " + a.join("-") + " " + String([, ,])); // expect: [1,null,3] 1--3 ,
print(a.every((x) => x) + " " + [, ].some(() => true)); // expect: true false
const s = [3, , 1, undefined]; s.sort();
print(JSON.stringify(s) + (3 in s) + (2 in s)); // expect: [1,3,null,null]falsetrue
const r = [1, , 3, 4]; r.reverse();
print(1 in r && !(2 in r)); // expect: true
print([, 1].concat([, 2]).length + " " + (2 in [, 1].concat([, 2]))); // expect: 4 false
print([[1, , 2], , [3]].flat().length); // expect: 3
const c = [1, 2, 3, 4, 5]; delete c[1]; c.copyWithin(0, 1, 3);
print(0 in c); // expect: false
const big = []; big[10] = 1; big.length = 5;
print(big.length + " " + (10 in big)); // expect: 5 false
big.length = 100000; big[99999] = "end";
print(big.indexOf("end") + " " + Object.keys(big).length); // expect: 99999 1
print([...Array(3)].length + " " + (0 in Array(3)) + " " + Array.from(Array(2)).join("u")); // expect: 3 false u
print([1, , 2].at(1) + " " + [1, , 2].toSorted().length + (1 in [1, , 2].toReversed())); // expect: undefined 3true
const p = [, "own"]; Array.prototype[0] = "proto";
print(p[0] + " " + p.indexOf("proto") + " " + p.map((x) => x).join()); // expect: proto 0 proto,own
delete Array.prototype[0];
print(Array(5).fill(0).length + Array.apply(null, Array(3)).map((_, i) => i).join()); // expect: 50,1,2
const sp = [1, 2, 3]; delete sp[0]; sp.splice(1, 1, "a", "b");
print((0 in sp) + sp.join()); // expect: false,a,b,3
print([3, , 2].toString() + [null, undefined, [null]].toString()); // expect: 3,,2,,
