// Methods whose common cases are done without a call: what they give must be what the long
// way gives, for which a receiver that is an object stands, and so must what they throw.
function outcome(f) {
  try {
    const v = f();
    return typeof v === "string" ? JSON.stringify(v) : Object.is(v, -0) ? "-0" : String(v);
  } catch (e) { return e.name; }
}
const texts = ["", "a", "abc", "  Abc Def\t", "abcabcabcabcabcabcabcabcabcabcabcabc", "\xe4\xdf\xff", "\u6f22abc\u6f22", "\u{1f98a}x", "ab\ud83e"];
const positions = [[], [undefined], [0], [1], [-1], [2.5], [NaN], [Infinity], [-Infinity], [1e10], ["1"], [null]];
let compared = 0;
function compare(name, text, args) {
  const short = outcome(() => text[name](...args));
  const long = outcome(() => new String(text)[name](...args));
  if (short !== long) throw new Error(`${name} of ${JSON.stringify(text)} with ${args.map(String)}: ${short}, not ${long}`);
  compared++;
}
for (let round = 0; round < 3; round++) {
  for (const text of texts) {
    for (const name of ["at", "charAt", "charCodeAt", "codePointAt", "slice", "substring", "substr"]) {
      for (const p of positions) {
        compare(name, text, p);
        compare(name, text, [...p, 2]);
        compare(name, text, [1, ...p]);
      }
    }
    for (const times of [...positions, [3], [8], [100], [-0]]) {
      compare("repeat", text, times);
      compare("repeat", text + texts[round + 1].repeat(9), times);
    }
    for (const name of ["indexOf", "lastIndexOf", "includes", "startsWith", "endsWith"]) {
      for (const needle of ["", "a", "bc", "abcabcabcabcabcabcabcabc", "\u6f22", "\xff", "c\u6f22", undefined, null, 1, /a/]) {
        for (const p of positions) compare(name, text, [needle, ...p]);
      }
    }
    for (const name of ["trim", "trimStart", "trimEnd", "toUpperCase", "toLowerCase", "toString", "valueOf"]) compare(name, text, []);
    for (const name of ["padStart", "padEnd"]) {
      for (const n of [0, 5, -1, 40, 300, 5.5, "7", undefined, Infinity]) {
        for (const filler of [[], [undefined], [""], ["-"], ["xyz"], ["\u6f22"], ["\xff\xfe"], [12], [null]]) compare(name, text, [n, ...filler]);
      }
    }
    for (const by of ["", "a", "bc", " ", "\u6f22", undefined]) {
      for (const limit of [[], [0], [1], [2], [-1], [undefined]]) compare("split", text, [by, ...limit]);
    }
  }
}
print(compared); // expect: 31023

// Numbers and texts.
const numbers = [0, -0, 1, -1, 9, 10, 99, 100, 999, 1000, 12345, 999999, 1000000, -1000, 2147483647, -2147483648, 2147483648, 0.5, -1.25, 1e21, NaN, -Infinity];
for (const x of numbers) {
  const text = new Number(x).toString();
  for (const t of [String(x), x.toString(), x.toString(10), x.toString(undefined), "" + x, x + "", `${x}`, [x, ""].join(""), ["", x].join("")]) {
    if (t !== text) throw new Error(t + " is not " + text);
  }
  if (("a" + x) !== "a".concat(x) || (x + "a") !== text + "a" || (x + "0123456789abcdef") !== text + "0123456789abcdef") throw new Error("concatenation of " + text);
  if (!Object.is(Number(text), x + 0) || !Object.is(+text, x + 0) || !Object.is(parseFloat(text), x + 0)) throw new Error("back from " + text);
}
print([parseInt("12"), parseInt("12px"), parseInt(" 7"), parseInt("z", 36), parseInt(12.9), parseInt(-0), parseInt("-0"), parseInt("010"), parseInt("0x1f"), parseInt("12", 3), parseInt()].map((x) => Object.is(x, -0) ? "-0" : x).join());
// expect: 12,12,7,35,12,0,-0,10,31,5,NaN
print([Number(), Number(""), Number("12"), Number("0012"), Number("1e3"), Number(" 5 "), Number("x"), Number(true), Number(7n), Number([8])].join());
// expect: 0,0,12,12,1000,5,NaN,1,7,8
print([String(), String(null), String(Symbol("s")), String(1n), String([1, 2]), String({})].join()); // expect: ,null,Symbol(s),1,1,2,[object Object]
print(typeof new String("x") + typeof new Number(1) + new String(12).length + new (class extends Number {})(5)); // expect: objectobject25

// Arrays that are joined.
print([1, "a", -20, "", 4000].join() + [1, 2].join("") + ["x", "y"].join("\u6f22") + ["\u6f22", 1].join("-")); // expect: 1,a,-20,,400012x漢y漢-1
print([1, , null, undefined, [2, [3]], 1.5, true].join("|") + [].join() + ["a"].join() + [7].join()); // expect: 1||||2,3|1.5|truea7
const cycle = [1]; cycle.push(cycle, 2);
print(cycle.join()); // expect: 1,,2
print(Array.prototype.join.call({ length: 2, 0: "a", 1: 5 }, "+")); // expect: a+5
try { Symbol() + ""; } catch (e) { print(e.name); } // expect: TypeError
try { "" + Symbol(); } catch (e) { print(e.name); } // expect: TypeError

// Iteration goes by code points, whatever the text is stored in.
print([..."a\u{1f98a}\ud83e\u6f22\udd8a"].map((c) => c.length).join()); // expect: 1,2,1,1,1
let seen = "";
for (let i = 0; i < 50; i++) for (const c of i % 2 ? "xy" : "\u{1f98a}\u6f22z") seen += c.length;
print(seen.length + seen.slice(0, 10)); // expect: 1252111121111
