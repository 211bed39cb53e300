// JSON.parse: the grammar is strict, the reviver works from the leaves.
// stress: skip, millions of safepoints
print(JSON.stringify(JSON.parse(' { "a" : [ 1 , -2.5e+3 , true , null , "x\\u0041\\n\\/" ] , "b":{} } ')));
// expect: {"a":[1,-2500,true,null,"xA\n/"],"b":{}}
for (const bad of ["", "{", "[1,]", "{a:1}", "'x'", "01", "1.", ".5", "+1", "-", "\"\t\"", "\"\\x\"", "undefined", "NaN", "[1 2]", "{\"a\":1,}", "1 1", "\u00a01", "tru", "\"\\u12\""])
  try { JSON.parse(bad); print("accepted " + bad); } catch (e) { if (!(e instanceof SyntaxError)) print("wrong error for " + bad); }
print([JSON.parse("-0") === 0 && 1 / JSON.parse("-0"), JSON.parse("1e1000"), JSON.parse("123456789012345678901234567890"), JSON.parse('"\\ud83d\\ude00"').length, JSON.parse("\t\n\r 1 ")].join());
// expect: -Infinity,Infinity,1.2345678901234568e+29,2,1
const dup = JSON.parse('{"a":1,"b":2,"a":3,"1":4,"0":5}');
print(JSON.stringify(dup)); // expect: {"0":5,"1":4,"a":3,"b":2}
const proto = JSON.parse('{"__proto__": 1}');
print(Object.hasOwn(proto, "__proto__") + " " + (Object.getPrototypeOf(proto) === Object.prototype));
// expect: true true
const visited = [];
const revived = JSON.parse('{"a":[1,{"b":2}],"c":3}', function (k, v) { visited.push(k); return typeof v === "number" ? v * 2 : v; });
print(visited.join() + "|" + JSON.stringify(revived)); // expect: 0,b,1,a,c,|{"a":[2,{"b":4}],"c":6}
print(JSON.stringify(JSON.parse("[1,2,3]", (k, v) => k === "1" ? undefined : v))); // expect: [1,null,3]
print(JSON.parse('{"x":{"y":1}}', (k, v) => k === "x" ? "replaced" : v).x); // expect: replaced
print(JSON.stringify(JSON.parse('["2020-01-01"]', (k, v) => Array.isArray(v) ? v.concat("added") : v)));
// expect: ["2020-01-01","added"]
try { JSON.parse("{bad"); } catch (e) { print(e.name); } // expect: SyntaxError
try { JSON.parse("[1]", () => { throw new RangeError("reviver"); }); } catch (e) { print(e.message); } // expect: reviver
let deep = "1"; for (let i = 0; i < 500; i++) deep = "[" + deep + "]";
let v = JSON.parse(deep), n = 0; while (Array.isArray(v)) { v = v[0]; n++; }
print(n + " " + v); // expect: 500 1
print(JSON.parse({ toString: () => "5" }) + JSON.parse(null) + JSON.parse("\"\u2028\"").length); // expect: 6
const round = { s: "é𝒳\n", n: [0.1, 1e-10, -5], t: true, z: null, o: { "k k": [] } };
print(JSON.stringify(JSON.parse(JSON.stringify(round))) === JSON.stringify(round)); // expect: true
const arr = JSON.parse("[" + Array.from({ length: 2000 }, (_, i) => `{"id":${i},"name":"n${i}"}`).join() + "]");
print(arr.length + arr[1999].name + Object.keys(arr[5])); // expect: 2000n1999id,name
