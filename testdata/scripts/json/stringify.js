// JSON.stringify: what is left out, replacers, indentation, toJSON, escapes.
print(JSON.stringify({ u: undefined, f() {}, s: Symbol(), n: null, nan: NaN, inf: -Infinity, d: new Date(0), nested: { a: [undefined, () => 1, Symbol()] } }));
// expect: {"n":null,"nan":null,"inf":null,"d":"1970-01-01T00:00:00.000Z","nested":{"a":[null,null,null]}}
print(String(JSON.stringify(undefined)) + String(JSON.stringify(() => 1)) + JSON.stringify(null) + JSON.stringify("s") + JSON.stringify(-0));
// expect: undefinedundefinednull"s"0
print(JSON.stringify("\b\f\n\r\t\"\\\u0001\u007f\u2028é\ud800\udc00\ud800").replace("\u2028", "<2028>"));
// expect: "\b\f\n\r\t\"\\\u0001<2028>é𐀀\ud800"
print(JSON.stringify({ a: 1, b: [1, { c: 2 }], e: {}, f: [] }, null, 2).replace(/\n/g, "|"));
// expect: {|  "a": 1,|  "b": [|    1,|    {|      "c": 2|    }|  ],|  "e": {},|  "f": []|}
print(JSON.stringify([1, [2]], null, "--").replace(/\n/g, "|") + JSON.stringify([1], null, 20).indexOf("1") + JSON.stringify([1], null, "abcdefghijklm").length);
// expect: [|--1,|--[|----2|--]|]1215
print(JSON.stringify({ a: 1, b: 2, 1: 3, c: { a: 4, d: 5 } }, ["c", "a", 1, "a"])); // expect: {"c":{"a":4},"a":1,"1":3}
print(JSON.stringify({ a: 1, b: "x", c: [1, 2] }, (k, v) => typeof v === "number" ? v * 10 : v));
// expect: {"a":10,"b":"x","c":[10,20]}
print(JSON.stringify({ a: 1, b: 2 }, (k, v) => k === "a" ? undefined : v)); // expect: {"b":2}
const keys = []; JSON.stringify({ x: [1], y: { z: 2 } }, function (k, v) { keys.push(k + (Array.isArray(this) ? "@" : "")); return v; });
print(keys.join()); // expect: ,x,0@,y,z
print(JSON.stringify({ toJSON(k) { return "toJSON " + k; } }) + JSON.stringify({ p: { toJSON: (k) => k } }) + JSON.stringify({ toJSON: 5 }));
// expect: "toJSON "{"p":"p"}{"toJSON":5}
const cyc = { name: "c" }; cyc.self = { deep: cyc };
try { JSON.stringify(cyc); } catch (e) { print(e.name + " " + e.message.split("\n")[0]); }
// expect: TypeError Converting circular structure to JSON
print(JSON.stringify([new Number(3), new String("s"), new Boolean(false), Object(Symbol())]));
// expect: [3,"s",false,{}]
print(JSON.stringify(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } })));
// expect: {"own":1}
print(JSON.stringify(new Map([[1, 2]])) + JSON.stringify(new Set([1])) + JSON.stringify(/x/) + JSON.stringify(new Error("e")) + JSON.stringify(new Uint8Array(2)));
// expect: {}{}{}{}{"0":0,"1":0}
print(JSON.stringify({ get g() { return "got"; } }) + JSON.stringify([, 1]) + JSON.stringify({ [Symbol("s")]: 1 }) + JSON.stringify({ "": 1, " ": 2 }));
// expect: {"g":"got"}[null,1]{}{"":1," ":2}
print(JSON.stringify([1e21, 1e-7, 0.1, 123456789]) + JSON.stringify({ length: 1 }) + JSON.stringify(Object("str")) + JSON.stringify([[[[]]]]));
// expect: [1e+21,1e-7,0.1,123456789]{"length":1}"str"[[[[]]]]
print(JSON.stringify(new Proxy([1, 2], {})) + JSON.stringify(new Proxy({ a: 1 }, {}))); // expect: [1,2]{"a":1}
let deep = []; for (let i = 0; i < 500; i++) deep = [deep];
print(JSON.stringify(deep).length); // expect: 1002
