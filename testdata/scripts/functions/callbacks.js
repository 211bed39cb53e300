// Builtins that call scripts, and what those do to what the builtins work on.
const show = (...xs) => print(xs.map((x) => JSON.stringify(x)).join(" "));
const shape = { a: 1, b: "x\ny", c: [1, 2.5, "é", null], d: { toJSON(k) { delete shape.e; shape.b = {}; return k + "!" + [1, 2].map((x) => "t" + x).join(); } }, e: "gone", f: "\ud800" };
show(JSON.stringify(shape), JSON.stringify(shape, null, " "), JSON.stringify({ a: [{}], u: undefined, n: NaN }, (k, v) => typeof v === "number" ? "n" + v : v));
show(JSON.parse('{"a":[1,-2,3e2,"q\\u0041",{"b":"c","a":1,"a":2}],"10":"i","__proto__":5,"\u00e9":0.5,"long":12345678901,"z":-0}'));
for (const t of ["01", "1.", "[1,]", "{\"a\":1,}", "tru", "\"a", "1 2", "-", "9e", "0x1"]) try { print(JSON.parse(t)); } catch (e) { print(e.name); }
show(JSON.parse("[1,2,{\"a\":3}]", (k, v) => typeof v === "number" ? String(v) + k : v));
const o = {}; let log = [];
const src = { a: 1, b: 2, c: 3 };
Object.defineProperty(o, "a", { set(v) { log.push("a" + v); src.b = [v].concat("changed"); delete src.c; src.d = 4; } });
Object.assign(o, src, null, "xy", [7]); show(o, log, Object.entries(src), Object.values(src), { ...src, a: 0, ...{ z: [1] } });
const { a, ...rest } = src; show(a, rest);
const m = new Map([["k" + 1, { v: 1 }], [2.5, "d"], [NaN, "n"], [-0, "z"]]);
m.forEach((v, k) => { if (m.size < 9) m.set("more" + m.size + k, [v]); });
show([...m.keys()], m.get(NaN), m.get(0));
show([...new Float64Array([1, 2, 3]).map((x) => x * 2)], Float64Array.from([1, 2], (x) => x + 1).reduce((s, x) => s + "," + x, "r"), new Int8Array([3, 1, 2]).sort((x, y) => x - y).join());
show("abc abc".replace("b", (m, i, s) => m + i + s.length), "abcabc".replaceAll("b", (m, i) => "<" + m + i + ">"), "a-b".replace(/-/g, (x) => x + x));
show(Array.from({ length: 5 }, (_, i) => "i" + i), Array.from("abc", (x) => x + x), ["b10", "a9", "b1"].sort(), [5, 10, -3].sort().concat(["x"]), [3, 2, 1].toSorted((x, y) => x - y));
show(["a", "b"].reduce((s, x) => s + x + "tail of some length to make ropes and buffers", ""), Array.from({ length: 50 }, (_, i) => "part" + i).join("/").length);
let s = ""; for (let i = 0; i < 80; i++) s += "piece" + i; show(s.length, s.slice(3, 30), s.substring(40, 20), s.charAt(5), s.split("e").length, s.indexOf("79"), s.lastIndexOf("piece1"), "ab".repeat(30).toUpperCase().length);
show([[3, [4]], 1].flat(2), [1, 2].flatMap((x) => [x, "f" + x]), [1, 2, 3].findLast((x) => x < 3), [{ n: 2 }, { n: 1 }].sort((x, y) => x.n - y.n));

// expect: "{\"a\":1,\"b\":\"x\\ny\",\"c\":[1,2.5,\"é\",null],\"d\":\"d!t1,t2\",\"f\":\"\\ud800\"}" "{\n \"a\": 1,\n \"b\": {},\n \"c\": [\n  1,\n  2.5,\n  \"é\",\n  null\n ],\n \"d\": \"d!t1,t2\",\n \"f\": \"\\ud800\"\n}" "{\"a\":[{}],\"n\":\"nNaN\"}"
// expect: {"10":"i","a":[1,-2,300,"qA",{"b":"c","a":2}],"__proto__":5,"é":0.5,"long":12345678901,"z":0}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: ["10","21",{"a":"3a"}]
// expect: {"0":7,"1":"y","b":[1,"changed"]} ["a1"] [["a",1],["b",[1,"changed"]],["d",4]] [1,[1,"changed"],4] {"a":0,"b":[1,"changed"],"d":4,"z":[1]}
// expect: 1 {"b":[1,"changed"],"d":4}
// expect: ["k1",2.5,null,0,"more4k1","more52.5","more6NaN","more70","more8more4k1"] "n" "z"
// expect: [2,4,6] "r,2,3" "1,2,3"
// expect: "ab17c abc" "a<b1>ca<b4>c" "a--b"
// expect: ["i0","i1","i2","i3","i4"] ["aa","bb","cc"] ["a9","b1","b10"] [-3,10,5,"x"] [1,2,3]
// expect: "atail of some length to make ropes and buffersbtail of some length to make ropes and buffers" 339
// expect: 550 "ce0piece1piece2piece3piece4" "ece3piece4piece5piec" "0" 161 548 123 60
// expect: [3,4,1] [1,"f1",2,"f2"] 2 [{"n":1},{"n":2}]
