// Tail calls of built-in functions that machine code does itself, of others in their place, and
// switches over what is no number.
"use strict";
class Table {
  constructor(map) { this.map = map; }
  get(key) { return this.map.get(key); }
  has(key) { return this.map.has(key); }
}
const numbers = new Map([["a", 1], ["b", 2]]);
function max(a, b) { return Math.max(a, b); }
function at(s, i) { return s.charCodeAt(i); }
function push(a, v) { return a.push(v); }
const table = new Table(numbers), list = [];
let sum = 0;
for (let i = 0; i < 3000; i++) {
  sum += table.get("a") + table.get("b") + max(i & 3, 2) + at("xyz", i % 3) + push(list, i);
  if (table.has("c")) sum += 1000;
}
print([sum, list.length, max("4", 3.5), Number.isNaN(at("x", 1))].join(" "));

// What has the name later takes the place of its caller: so many frames would not fit.
const counter = { get(n) { return n === 0 ? "end" : deep.get(n - 1); } };
const deep = new Table(counter);
print([deep.get(30000)].join(" "));
print([table.get("b"), deep.get(3)].join(" "));

// A receiver that the built-in function throws at.
try { new Table({ get: Map.prototype.get }).get("a"); } catch (e) { print([e.constructor.name].join(" ")); }

class Word {}
const words = { a: new Word(), b: new Word(), "c!": new Word(), "d-e": new Word(), 7: new Word() };
function kind(x) {
  switch (x) {
    case words.a: return "a";
    case words.b: return "b";
    case words["c!"]: return "c";
    case words["d-e"]: return "d";
    case words["7"]: return "7";
    case undefined: return "nothing";
    case "text": return "text";
    case 5: return "five";
  }
  return "other";
}
const all = [words.a, 5, words.b, words["c!"], "text", words["d-e"], undefined, words[7], {}, null, 5.5, NaN, "te" + "xt", 7n];
const seen = {};
for (const x of all) for (let i = 0; i < 500; i++) seen[kind(x)] = (seen[kind(x)] ?? 0) + 1;
print([JSON.stringify(seen)].join(" "));

// Names that are written as strings.
const o = { "a b": 1, get "c d"() { return this["a b"] + 1; }, "m n"(x) { return this["c d"] + x; } };
let t = 0;
for (let i = 0; i < 2000; i++) {
  o["a b"] = i;
  o["a b"] += 2;
  o["a b"]++;
  o["new one"] ??= 4;
  t += o["m n"](1) + (o["length"] ?? 0) + [i, i]["length"] + o["new one"];
}
print([t, o["a b"], delete o["a b"], "a b" in o, o?.["a b"], o["no"]?.["one"]].join(" "));
for (const f of [() => null["a b"], () => undefined["a b"](), () => o["a b"](), () => { null["x y"] = 1; }]) {
  try { f(); } catch (e) { print([e.constructor.name, e.message].join(" ")); }
}
"𝒳" in o;
o["\ud800"] = 1; o["\u{1d4b3}"] = 2; o["__proto__"] = { inherited: 3 };
print([o["\ud800"], o.𝒳, Object.keys(o).length, o["inherited"], Object.getPrototypeOf(o)["inherited"]].join(" "));

// expect: 4880250 3000 4 true
// expect: end
// expect: 2 end
// expect: TypeError
// expect: {"7":500,"a":500,"five":500,"b":500,"c":500,"text":1000,"d":500,"nothing":500,"other":2500}
// expect: 2021000 2002 true false
// expect: TypeError Cannot read properties of null (reading 'a b')
// expect: TypeError Cannot read properties of undefined (reading 'a b')
// expect: TypeError o.a b is not a function
// expect: TypeError Cannot set properties of null (setting 'x y')
// expect: 1 2 5 3 3
