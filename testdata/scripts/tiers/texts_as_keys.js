// Keys and texts of a switch that are made at run time are found by what they say.
const words = "alpha beta gamma alpha delta beta 1 01 x1 caf\u00e9 \u0416 alpha caf\u00e9 __proto__".split(" ");
function count(list) {
  const counts = Object.create(null);
  for (const w of list) {
    let key = "";
    for (let i = 0; i < w.length; i++) key += w[i];
    counts[key] = (counts[key] || 0) + 1;
  }
  return counts;
}
let found;
for (let i = 0; i < 12; i++) found = count(words);
print(JSON.stringify(found)); // expect: {"1":1,"alpha":3,"beta":2,"gamma":1,"delta":1,"01":1,"x1":1,"café":2,"Ж":1,"__proto__":1}
function read(o, a, b) { return o[a + b]; }
class C { get sum() { return 42; } }
const c = new C();
c.own = 1;
let out = "";
for (let i = 0; i < 12; i++) out = [read(c, "o", "wn"), read(c, "su", "m"), read(c, "no", "thing"), read("text", "leng", "th"), read([7], "", "0")].join();
print(out); // expect: 1,42,,4,7
delete c.own;
print(read(c, "o", "wn")); // expect: undefined
C.prototype.own = "inherited";
print(read(c, "o", "wn")); // expect: inherited
function select(v) {
  switch (v) {
    case "": return "empty";
    case "add": return 1;
    case "subtract": return 2;
    case "a\u00e9": return 3;
    case "\u0416": return 4;
    case "multiply them": return 5;
    case "add": return "never";
    case 7: return 6;
    case "7": return 7;
    case "divide": return 8;
    case -0: return 9;
    default: return "-";
  }
}
const long = "multiply them, and then some more of it";
let answers = "";
for (let i = 0; i < 12; i++) {
  answers = ["", "add", "ad" + "d".slice(i & 0), "subtract", "subtracT", "a\u00e9", "a" + String.fromCharCode(0xE9), "\u0416", long.slice(0, 13), long, 7, "7", 7.5,
    0, "divide", "Divide", undefined, null, true, { toString: () => "add" }, "\u0417"].map(select).join(" ");
}
print(answers); // expect: empty 1 1 2 - 3 3 4 5 - 6 7 - 9 8 - - - - - -
// Strings of many characters go another way, and mean the same.
const rope = "multiply ".concat("th") + "em";
print(select(rope) + " " + select(("xx" + "multiply them" + "yyyyyyyyyyyyyyyyyyyyyyyyy").slice(2, 15))); // expect: 5 5
