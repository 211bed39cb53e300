// Array and object patterns in declarations and assignments.
const [a, , b = 2, ...rest] = [1, 9, undefined, 4, 5];
print([a, b, rest.length, ...rest].join()); // expect: 1,2,2,4,5
const { x, y: renamed, z: { deep = "d" } = {}, ...others } = { x: 1, y: 2, p: 3, q: 4 };
print([x, renamed, deep, Object.keys(others)].join()); // expect: 1,2,d,p,q
let m = 1, n = 2;
[m, n] = [n, m];
print(m + "," + n); // expect: 2,1
const o = {};
[o.a, o["b"], ...o.c] = "wxyz";
print(o.a + o.b + o.c.length); // expect: wx2
({ k: o.k, k2: o.k2 = "default" } = { k: 1 });
print(o.k + o.k2); // expect: 1default
const key = "dyn";
const { [key]: dynamic, [`${key}2`]: second = "none" } = { dyn: "found" };
print(dynamic + second); // expect: foundnone
const [[inner], { c: [, last] }] = [["i"], { c: [1, "l"] }];
print(inner + last); // expect: il
try { const { f } = null; } catch (e) { print(e.name); } // expect: TypeError
try { const [g] = {}; } catch (e) { print(e.name); } // expect: TypeError
try { const [h] = undefined; } catch (e) { print(e.name); } // expect: TypeError
const { length } = "hello";
print(length); // expect: 5
const order = [];
const src = { get a() { order.push("get a"); }, get b() { order.push("get b"); return 1; } };
const { a: da = order.push("default a"), b: db = order.push("never") } = src;
print(order.join()); // expect: get a,default a,get b
print((([p, q] = [1, 2], { r } = { r: 3 }) => p + q + r)()); // expect: 6
for (const [k, v] of Object.entries({ one: 1, two: 2 })) print(k + v);
// expect: one1
// expect: two2
const fnResult = (({ a: { b: { c: v } } }) => v)({ a: { b: { c: "nested" } } });
print(fnResult); // expect: nested
let s; const value = ({ s } = { s: 3, t: 4 });
print(s + value.t); // expect: 7
const { ...copy } = { a: 1, [Symbol.iterator]: 2 };
print(Reflect.ownKeys(copy).length); // expect: 2
const [...[first, ...tail]] = [1, 2, 3];
print(first + "/" + tail); // expect: 1/2,3
try { throw { code: 7, info: ["i"] }; } catch ({ code, info: [i] }) { print(code + i); } // expect: 7i
