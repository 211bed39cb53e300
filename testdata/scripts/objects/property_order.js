// Own keys: array indices ascending, strings by creation, symbols by creation.
const s1 = Symbol("s1"), s2 = Symbol("s2");
const o = { b: 1, [s2]: 1, 10: 1, a: 1, 9: 1, "-1": 1, "01": 1, [s1]: 1, 4294967294: 1, 4294967295: 1, 1.5: 1 };
print(Reflect.ownKeys(o).map(String).join()); // expect: 9,10,4294967294,b,a,-1,01,4294967295,1.5,Symbol(s2),Symbol(s1)
delete o.b; o.b = 2;
print(Object.keys(o).join()); // expect: 9,10,4294967294,a,-1,01,4294967295,1.5,b
o.a = 5;
print(Object.keys(o).join()); // expect: 9,10,4294967294,a,-1,01,4294967295,1.5,b
print(Object.keys("str").join() + " " + Reflect.ownKeys("str".at ? Object("ab") : 0).join()); // expect: 0,1,2 0,1,length
function F() {}
F.z = 1; F.a = 2;
print(Object.keys(F).join()); // expect: z,a
class C { static b() {} static a = 1; static 1 = 1; }
print(Object.getOwnPropertyNames(C).join()); // expect: 1,length,name,prototype,b,a
const big = {};
for (let i = 0; i < 300; i++) big["k" + (i * 7) % 300] = i;
delete big.k7; big.k7 = "again";
const ks = Object.keys(big);
print(ks.length + " " + ks[0] + " " + ks[1] + " " + ks[299]); // expect: 300 k0 k14 k7
print(JSON.stringify({ 2: "b", x: "c", 1: "a" })); // expect: {"1":"a","2":"b","x":"c"}
print(Object.entries({ y: 1, 3: 2, x: 3 }).join(";")); // expect: 3,2;y,1;x,3
const assigned = Object.assign({ c: 0 }, { b: 1, 0: 1 }, null, "st", { c: 9 });
print(Object.entries(assigned).join(";")); // expect: 0,s;1,t;c,9;b,1
print(Object.keys({ ...{ z: 1 }, y: 2, ...{ z: 3, x: 4 } }).join()); // expect: z,y,x
const arr = ["a"]; arr.named = 1; arr[5] = "f";
print(Object.keys(arr).join() + " " + Reflect.ownKeys(arr).join()); // expect: 0,5,named 0,5,length,named
print(Object.keys(Object.getOwnPropertyDescriptors({ get g() { return 1; }, v: 1 })).join()); // expect: g,v
print(Object.fromEntries([["q", 1], ["p", 2], ["q", 3]]).q); // expect: 3
