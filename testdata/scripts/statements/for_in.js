// for-in: integer keys ascend, then strings in order of creation, then the prototype's, shadowed names once.
const proto = { p: 1, shared: 2 };
const o = Object.create(proto, { hidden: { value: 1, enumerable: false } });
o.z = 1; o[2] = 1; o.a = 1; o[1] = 1; o.shared = 3; o[Symbol("s")] = 1;
const keys = [];
for (const k in o) keys.push(k);
print(keys.join()); // expect: 1,2,z,a,shared,p
for (const k in null) print("never");
for (const k in undefined) print("never");
const s = [];
for (const i in "añ𝒳") s.push(i);
print(s.join()); // expect: 0,1,2,3
const del = { a: 1, b: 2, c: 3 };
const seen = [];
for (const k in del) { seen.push(k); delete del.b; del.d = 4; }
print(seen.join()); // expect: a,c
const arr = [1, , 3]; arr.extra = true;
const idx = []; for (const i in arr) idx.push(typeof i + i);
print(idx.join()); // expect: string0,string2,stringextra
let target = {}; for (target.key in { x: 1, y: 2 });
print(target.key); // expect: y
for (var v in { last: 1 });
print(v); // expect: last
const fs = []; for (let k in { a: 1, b: 2 }) fs.push(() => k);
print(fs.map((f) => f()).join()); // expect: a,b
Object.defineProperty(proto, "p", { enumerable: false });
const again = []; for (const k in o) again.push(k);
print(again.join()); // expect: 1,2,z,a,shared
