// Methods that match once have a short way for objects to which nothing was done.
const words = ["one", "two", "three", ""];
let seen = "";
for (let i = 0; i < 400; i++) {
  const re = /(t)(.)?/, w = words[i & 3];
  const m = re.exec(w);
  const again = w.match(re);
  if (String(m) !== String(again) || re.test(w) !== (m !== null)) throw new Error("differ at " + i);
  if (i >= 396) seen += (m && m.index + m[0] + m.length + m.input) + RegExp.$1 + ";";
}
print(seen); // expect: nullt;0tw3twot;0th3threet;nullt;
print(/o(x)?/.exec("foo").map(String).join() + ("groups" in /o/.exec("o")) + Object.keys(/o/.exec("o"))); // expect: o,undefinedtrue0,index,input,groups

// lastIndex moves, is converted where it is no integer, and may not be writable.
const sticky = /[a-z]+|\s+/y, global = /b/g;
let ends = "";
for (let i = 0; i < 300; i++) { if (!sticky.test("ab cd")) sticky.lastIndex = 0; if (i > 294) ends += sticky.lastIndex; }
for (let i = 0; i < 300; i++) { global.exec("abcb"); if (i > 294) ends += global.lastIndex; }
print(ends); // expect: 0235040240
let asked = 0;
global.lastIndex = { valueOf() { asked++; return 2; } };
print(global.exec("abcb").index + "" + global.lastIndex + asked); // expect: 341
const frozen = Object.freeze(/q/g);
const name = (f) => { try { return String(f()); } catch (e) { return e.constructor.name; } };
print(name(() => frozen.test("q")) + name(() => frozen.exec("p")) + name(() => "q".match(frozen))); // expect: TypeErrorTypeErrorTypeError
print(name(() => /a/.test(Symbol())) + /undefined/.test() + /null/.exec(null) + /1/.test(11)); // expect: TypeErrortruenulltrue

// A match that takes long, one in a long text, and one in a text that is put together.
let rope = "";
for (let i = 0; i < 500; i++) rope += "ab" + (i % 10);
print(/^(a|a)*$/.test("a".repeat(30) + "b") + "" + /(x+x+)+y/.exec("x".repeat(40)) + /b9ab0/.exec(rope).index); // expect: falsenull28
print(/z$/.test("y".repeat(1 << 13) + "z") + "" + "y".repeat(5000).match(/y{4999}/)[0].length); // expect: true4999
print(/(?<a>x)/.exec("x").groups.a + /x/d.exec("x").indices[0] + "xx".match(/x/g)); // expect: x0,1x,x

// Objects of named groups have one shape after the other, whatever is done to them.
const date = /(?<year>\d+)-(?<month>\d+)|(?<rest>x)/, wide = /(?<a>.)(?<b>.)(?<c>.)(?<d>.)(?<e>.)(?<f>.)/, twice = /(?<a>b)|(?<a>c)/;
let groups = "";
for (let i = 0; i < 300; i++) {
  const g = (i & 1 ? date.exec("2020-0" + (i % 10)) : date.exec("x")).groups, w = wide.exec("abcdef").groups;
  if (Object.getPrototypeOf(g) !== null || w.f !== "f" || "bc"["replace"](twice, "[$<a>]") !== "[b]c") throw new Error(i);
  if (i > 297) groups += JSON.stringify([g, w, twice.exec("c").groups]) + Object.keys(g);
  delete g.year; g.more = 1; w.a = 2;
}
print(groups); // expect: [{"rest":"x"},{"a":"a","b":"b","c":"c","d":"d","e":"e","f":"f"},{"a":"c"}]year,month,rest[{"year":"2020","month":"09"},{"a":"a","b":"b","c":"c","d":"d","e":"e","f":"f"},{"a":"c"}]year,month,rest
print(Array.from("a1b22".matchAll(/(?<n>\d)+/g), (m) => m.index + m.groups.n) + [..."".matchAll(/(?:)/g)].length); // expect: 11,321

// Results of few groups and of many.
for (const n of [1, 62, 63, 64, 200]) {
  const optional = new RegExp("(a)?".repeat(n));
  for (let i = 0; i < 300; i++) {
    for (const found of [optional.exec("aa"), "aa".match(optional)]) {
      const right = found.length === n + 1 && found[0].length === Math.min(n, 2) && found[1] === "a" && (n < 3 || found[3] === undefined);
      if (!right || found.index !== 0) throw new Error(`${n}: ${found}`);
    }
  }
}

// Replacing by a text has a short way for short texts in Latin-1, which leaves what is long to the function.
const put = (s, re, w) => s.replace(re, w), turns = [];
for (let i = 0; i < 300; i++) {
  const re = /(b)(x)?/g, y = /a/gy, first = /a(.)/;
  re.lastIndex = 7; y.lastIndex = 1; first.lastIndex = 5;
  const all = [put("abcb", re, "-"), RegExp.$1 + RegExp.leftContext, put("abcb", re, "[$1$2$&$$$3]"), put("ab", first, "$`$'$1$`"), put("aab", y, ""), put("abc", /(?:)/g, "."), put("aa", /a/g, ""),
    put("aab", /a/g, ""), put("q", re, "-"), put("", /^$/, "new"), put("\u00e9\u4e2d", /./gu, "x"), put("ab", /b/, "\u4e2d"), re.lastIndex, y.lastIndex, first.lastIndex];
  if (i === 0 || i === 299) turns.push(all.join());
}
print(turns[0]); // expect: a-c-,babc,a[bb$$3]c[bb$$3],b,b,.a.b.c.,,b,q,new,xx,a中,0,0,5
print(turns[0] === turns[1]); // expect: true
for (const n of [60, 64, 65, 200, 5000]) for (let i = 0; i < 3; i++) {
  const s = "ab".repeat(n), long = put(s, /a/g, "$`"), wide = put(s, /(a)(b)/g, "$2$1");
  if (wide !== "ba".repeat(n) || n < 300 && long.length !== n + n * (n - 1)) throw new Error(n);
}
const walk = /(\w+)=(\w+);/g, pairs = "key=value;".repeat(1000);
let sum = 0;
for (let m; (m = walk.exec(pairs));) sum += m.index + m[2].length;
print(sum + walk.lastIndex); // expect: 5000000
const slow = /(a|b|ab)*c/, slowText = "ab".repeat(4000);
for (let i = 0; i < 3; i++) if (slow.test(slowText) || !slow.test(slowText + "c") || slow.exec("xabc")[1] !== "ab" && slow.exec("xabc")[1] !== "b") throw new Error("slow");
print(name(() => put("a", Object.freeze(/a/g), "b")) + put("a", Object.freeze(/a/), "b")); // expect: TypeErrorb

// What is done to objects, to the prototype and to subclasses is seen at once.
const test = (re, s) => re.test(s), match = (re, s) => s.match(re);
for (let i = 0; i < 300; i++) { test(/a/, "a"); match(/a/, "a"); }
const own = /a/;
own.exec = () => null;
print(test(own, "a") + "" + match(own, "a")); // expect: falsenull
class Sub extends RegExp { exec(s) { return super.exec(s + "!"); } }
print(test(new Sub("!"), "a") + "" + match(new Sub("!"), "a").input); // expect: truea!
const flags = Object.getOwnPropertyDescriptor(RegExp.prototype, "flags");
Object.defineProperty(RegExp.prototype, "flags", { get: () => "g", configurable: true });
print(match(/a/y, "aa")); // expect: a,a
Object.defineProperty(RegExp.prototype, "flags", flags);
const exec = RegExp.prototype.exec;
RegExp.prototype.exec = function (s) { return exec.call(this, s.toUpperCase()); };
print(test(/A/, "a") + "" + match(/A/, "a").input); // expect: trueA
RegExp.prototype.exec = exec;
print(test(/A/, "a") + "" + match(/A/, "a") + exec.call(/A/, "A").index); // expect: falsenull0
String.prototype.match = () => "mine";
print(match(/a/, "a")); // expect: mine

// The static properties tell of the last match alone, whichever way found it.
const told = () => [RegExp.$1, RegExp.$2, RegExp.lastMatch, RegExp.lastParen, RegExp.leftContext, RegExp.rightContext].join("|");
/(b)(c)/.test("abcd");
print(told()); // expect: b|c|bc|c|a|d
/d/.test("abcd");
print(told()); // expect: ||d||abc|
"xay".replace(/(a)|(q)/, "");
print(told()); // expect: a||a||x|y
"x1y2".split(/\d/);
/none/.test("x");
print(told()); // expect: ||2||x1y|
