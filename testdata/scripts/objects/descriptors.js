// defineProperty and the integrity levels.
"use strict";
const attempt = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
const o = {};
Object.defineProperty(o, "ro", { value: 1 });
print(JSON.stringify(Object.getOwnPropertyDescriptor(o, "ro")));
// expect: {"value":1,"writable":false,"enumerable":false,"configurable":false}
print(attempt(() => { o.ro = 2; })); // expect: TypeError: Cannot assign to read only property 'ro' of object '#<Object>'
print(attempt(() => delete o.ro)); // expect: TypeError: Cannot delete property 'ro' of #<Object>
print(attempt(() => Object.defineProperty(o, "ro", { value: 2 }))); // expect: TypeError: Cannot redefine property: ro
print(attempt(() => Object.defineProperty(o, "ro", { value: 1 }) === o)); // expect: true
print(attempt(() => Object.defineProperty(o, "x", { get() {}, value: 1 })).split(":")[0]); // expect: TypeError
print(attempt(() => Object.defineProperty(o, "x", { get: 1 }))); // expect: TypeError: Getter must be a function: 1
Object.defineProperty(o, "conf", { get: () => "g", configurable: true });
Object.defineProperty(o, "conf", { value: "v" });
print(JSON.stringify(Object.getOwnPropertyDescriptor(o, "conf")));
// expect: {"value":"v","writable":false,"enumerable":false,"configurable":true}
const f = Object.freeze({ a: 1, inner: { b: 1 } });
print(attempt(() => { f.a = 2; })); // expect: TypeError: Cannot assign to read only property 'a' of object '#<Object>'
print(attempt(() => { f.n = 2; })); // expect: TypeError: Cannot add property n, object is not extensible
print(attempt(() => { f.inner.b = 2; return f.inner.b; })); // expect: 2
print(Object.isFrozen(f) + " " + Object.isSealed(f) + " " + Object.isExtensible(f)); // expect: true true false
const s = Object.seal({ a: 1 });
print(attempt(() => { s.a = 2; return s.a; }) + " " + attempt(() => { s.b = 1; }));
// expect: 2 TypeError: Cannot add property b, object is not extensible
const p = Object.preventExtensions({ a: 1 });
print(attempt(() => delete p.a) + " " + attempt(() => { p.a = 1; }));
// expect: true TypeError: Cannot add property a, object is not extensible
print(Object.isFrozen(1) + " " + Object.isFrozen(Object.preventExtensions({}))); // expect: true true
const arr = Object.freeze([1, 2]);
print(attempt(() => arr.push(3))); // expect: TypeError: Cannot add property 2, object is not extensible
print(attempt(() => { arr[0] = 9; }));
// expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
const len = [1, 2, 3];
Object.defineProperty(len, "length", { writable: false });
print(attempt(() => { len[3] = 1; }).split(":")[0]); // expect: TypeError
print(attempt(() => { len.length = 0; }));
// expect: TypeError: Cannot assign to read only property 'length' of object '[object Array]'
print(attempt(() => Object.setPrototypeOf(Object.preventExtensions({}), {})));
// expect: TypeError: #<Object> is not extensible
const a = {}, b = Object.create(a);
print(attempt(() => Object.setPrototypeOf(a, b))); // expect: TypeError: Cyclic __proto__ value
print(Reflect.defineProperty(f, "z", { value: 1 }) + " " + Reflect.set(f, "a", 5) + " " + Reflect.deleteProperty(f, "a"));
// expect: false false false
const inherited = Object.create({ get x() { return "proto"; } });
print(attempt(() => { inherited.x = 1; }));
// expect: TypeError: Cannot set property x of #<Object> which has only a getter
const shadow = Object.create(Object.freeze({ y: 1 }));
print(attempt(() => { shadow.y = 2; }));
// expect: TypeError: Cannot assign to read only property 'y' of object '#<Object>'
print(attempt(() => { undefined.x = 1; }) + "|" + attempt(() => { "str".x = 1; }));
// expect: TypeError: Cannot set properties of undefined (setting 'x')|TypeError: Cannot create property 'x' on string 'str'
print(attempt(() => { undeclaredName = 1; })); // expect: ReferenceError: undeclaredName is not defined
