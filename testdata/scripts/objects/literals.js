// Everything that can stand in an object literal.
const a = 1, k = "key";
const o = { a, b: 2, "c d": 3, 4: 4, 0x10: "hex", 1e3: "exp", [k]: 5, [`${k}2`]: 6, m() { return 7; }, async: 8, get: 9, set: 10, new: 11, 5n: "big" };
print(JSON.stringify(o));
// expect: {"4":4,"5":"big","16":"hex","1000":"exp","a":1,"b":2,"c d":3,"key":5,"key2":6,"async":8,"get":9,"set":10,"new":11}
print({ __proto__: Array.prototype } instanceof Array); // expect: true
print(Object.keys({ "__proto__": null }).length + " " + Object.hasOwn({ ["__proto__"]: 1 }, "__proto__"));
// expect: 0 true
const __proto__ = 5;
print(Object.hasOwn({ __proto__ }, "__proto__")); // expect: true
print(Object.getPrototypeOf({ __proto__: 5 }) === Object.prototype); // expect: true
print(JSON.stringify({ ...null, ...undefined, ...1, ..."ab", ...[9], ...{ get x() { return "gotten"; } } }));
// expect: {"0":9,"1":"b","x":"gotten"}
const dup = { x: 1, x: 2, ["x"]: 3 };
print(dup.x); // expect: 3
let order = "";
const t = (x) => (order += x, x);
({ [t("a")]: t("b"), [t("c")]: t("d") });
print(order); // expect: abcd
print(({ f: function () { return typeof this; } }).f()); // expect: object
print(({ "use strict": 1 })["use strict"]); // expect: 1
const n = { a: { b: { c: [{ d: "deep" }] } } };
print(n.a.b.c[0].d); // expect: deep
n.a.b.e = n;
print(n.a.b.e.a.b.e === n); // expect: true
print(typeof { } + typeof {}.x); // expect: objectundefined
print(`${{}}` + {} + [] + [1, [2, 3]]); // expect: [object Object][object Object]1,2,3
print([] + [] === "" && [] == "" && ![] == []); // expect: true
print({ valueOf() { return 42; } } * 2); // expect: 84
print(`${{ toString() { return "ts"; }, valueOf() { return "vo"; } }}` + { toString() { return "ts"; }, valueOf() { return "vo"; } });
// expect: tsvo
print({ [Symbol.toPrimitive](hint) { return hint; } } + "," + +{ [Symbol.toPrimitive]: (h) => h === "number" ? 1 : 0 });
// expect: default,1
try { `${{ [Symbol.toPrimitive]() { return {}; } }}`; } catch (e) { print(e.message); }
// expect: Cannot convert object to primitive value
try { Symbol() + ""; } catch (e) { print(e.message); } // expect: Cannot convert a Symbol value to a string
print(Object(Symbol.iterator) == Symbol.iterator); // expect: true
