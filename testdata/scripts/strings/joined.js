// Strings that are joined and compared by machine code: all forms of texts, all lengths about
// the places where the form of the result changes.
const han = "\u6f22";
const filler = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(20);
function forms(n) {
  const text = filler.slice(0, n);
  let built = "";
  for (let i = 0; i < n; i++) built += text[i];
  return [text, built, text.slice(0, n >> 1) + text.slice(n >> 1), (han + text).slice(1), ("-" + filler.slice(0, n + 1)).slice(1, n + 1)];
}
function check(got, want) { if (got !== want) throw new Error(`got ${got}, want ${want}`); }
function join(a, b) { return a + b; }
function less(a, b) { return a < b; }
function same(a, b) { return a === b; }
function differs(a, b) { return a != b; }
const lengths = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 23, 24, 25, 26, 31, 32, 33, 63, 64, 100, 260, 700];
let joined = 0, compared = 0;
for (const n of lengths) {
  for (const m of lengths) {
    const want = filler.slice(0, n) + filler.slice(0, m);
    for (const a of forms(n)) {
      for (const b of forms(m)) {
        const r = join(a, b);
        check(r.length, n + m);
        // A longer text from the same beginning must not be seen in the shorter one.
        const longer = join(r, "!"), other = join(r, "?");
        check(same(r, want), true);
        check(longer.charAt(n + m) + other.charAt(n + m), "!?");
        check(a.length + b.length, n + m);
        joined++;
        check(same(a, b), n === m);
        check(differs(a, b), n !== m);
        check(less(a, b), n < m);
        check(less(b, a), m < n);
        if (n > 0) {
          // The last character alone differs.
          const c = a.slice(0, n - 1) + "\xff";
          check(same(a, c), false);
          check(less(a, c), true);
          check(less(c, a), false);
          check(a >= c, false);
          check(c >= a, true);
          check(a <= c, true);
        }
        compared++;
      }
    }
  }
}
print(joined + " " + compared); // expect: 13225 13225

// Texts that grow from both ends, and many from one.
let left = "", right = "", model = [];
for (let i = 0; i < 500; i++) {
  left = left + (i % 10);
  right = (i % 10) + right;
  if (i % 50 === 0) model.push(left + right);
}
print(left.length + " " + right.length + " " + model.map((s) => s.length).join()); // expect: 500 500 2,102,202,302,402,502,602,702,802,902
const root = "x".repeat(40);
let grown = root;
for (let i = 0; i < 100; i++) grown += "ab";
const branches = [];
for (let i = 0; i < 100; i++) branches.push(grown + i);
print(branches.every((b, i) => b === root + "ab".repeat(100) + i)); // expect: true
print(grown.length + " " + root.length); // expect: 240 40

// What is added to a string when it is no string, and to what is none.
function add(a, b) { return a + b; }
for (let i = 0; i < 60; i++) add("a", "b" + i);
print([add("a", 1), add(1, "a"), add("a", 1.5), add("a", null), add(undefined, "b"), add("a", { toString: () => "o" }), add("a", [1, 2]), add(1, 2), add("a", true), add("", ""), add("", "x"), add("x", "")].join(" "));
// expect: a1 1a a1.5 anull undefinedb ao a1,2 3 atrue  x x
try { add("a", Symbol()); } catch (e) { print(e.name); } // expect: TypeError
print(less("a", 1) + " " + less("10", 9) + " " + less("10", "9") + " " + less("", "a") + " " + less("a", "") + " " + less("a", undefined)); // expect: false false true true false false
print(less("\xff", "\u0100") + " " + less(han, "z") + " " + same("\xff", "\xff".slice(0)) + " " + same(han, "\u6f22")); // expect: true false true true

// Templates of a few parts.
function template(a, b) { return `${a}:${b}`; }
function four(a, b) { return `<${a} ${b}>`; }
function two(a) { return `${a}${a}`; }
for (let i = 0; i < 200; i++) {
  check(template("k" + i, "v"), "k" + i + ":v");
  check(two("ab"), "abab");
}
print([template(1, 2), template("", ""), template("a", ""), template(1.5, null), template(han, "x"), two(7), two(""), two(han), four("a", "b"), four(1, "b"), four("a", -0)].join(" "));
// expect: 1:2 : a: 1.5:null 漢:x 77  漢漢 <a b> <1 b> <a 0>
print(template("a".repeat(300), "b".repeat(300)).length + " " + four("a".repeat(20), "b".repeat(20))); // expect: 601 <aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb>
try { template("a", Symbol("s")); } catch (e) { print(e.name); } // expect: TypeError

// Iteration over strings where what it rests on changes.
function letters(s) { let n = ""; for (const c of s) n += c.length + c; return n; }
for (let i = 0; i < 60; i++) check(letters("ab\xff"), "1a1b1\xff");
print(letters("a\u{1f98a}\ud83e") === "1a2\u{1f98a}1\ud83e"); // expect: true
print(letters(["x", "yy"]) + letters(new String("ab")) + letters(new Set(["q"]))); // expect: 1x2yy1a1b1q
const proto = Object.getPrototypeOf(""[Symbol.iterator]()), next = proto.next;
let steps = 0;
proto.next = function () { steps++; return next.call(this); };
print(letters("abc") + steps); // expect: 1a1b1c4
proto.next = next;
print(letters("abc") + steps); // expect: 1a1b1c4
const other = { next, [Symbol.iterator]() { return this; } };
try { letters(other); } catch (e) { print(e.name); } // expect: TypeError
try { letters({ [Symbol.iterator]: () => Object.assign([][Symbol.iterator](), { next }) }); } catch (e) { print(e.name); } // expect: TypeError

// The types at the end of a function are not those at its beginning: what is done out of line
// goes by those of its place.
function late(x, y) {
  const s = `t${x?.(1)}${{}}`, t = x + y, less = x < y;
  let n = 0;
  for (let i = 0; i < 3; i++) { x = i; y = "s"; n += x; }
  return s + t + less + n + x + y;
}
for (let i = 0; i < 100; i++) late(undefined, "a");
print(late(undefined, "a")); // expect: tundefined[object Object]undefinedafalse32s
print(late(null, 1)); // expect: tundefined[object Object]1true32s
