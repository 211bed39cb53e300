// Texts of all kinds, and ints, are joined in hot code as units after each other.
const joined = (a, b) => [a, b].join("");
function add(a, b) { return a + b; }
function template(a, b, c) { return `${a}-${b}${c}`; }
const long = "0123456789abcdefghijklmnopqrstuvwxyz";
const slice = (long + "x").slice(1, 30), wideSlice = (long + "\u0416").slice(3), rope = long + slice;
let grown = "", wideGrown = "\u0416";
for (let i = 0; i < 70; i++) { grown += long[i % 36]; wideGrown += long[i % 36]; }
const texts = ["", "a", "\u0416", "twelve units", "\u0416\u0417 wide", slice, wideSlice, rope, wideGrown, grown];
let bad = 0;
for (const a of texts) {
  for (const b of texts) {
    if (add(a, b) !== joined(a, b) || add(wideGrown, b) !== joined(wideGrown, b)) bad++;
    // Once more behind the same text: what is there already stays.
    const first = add(grown, a), second = add(grown, b);
    if (first !== joined(grown, a) || second !== joined(grown, b)) bad++;
  }
}
print(bad); // expect: 0
const ints = [0, 7, 9, 10, 42, -1, -9, 99, 100, 12345678, 123456789, -1234567, -12345678, 2147483647, -2147483648, 1000000000];
let all = "";
for (const i of ints) {
  const text = JSON.stringify(i);
  if (add("n", i) !== "n".concat(text) || add(i, "n") !== text.concat("n") || add("", i) !== text) bad++;
  if (add("\u0416", i) !== "\u0416".concat(text) || add(long, i) !== long.concat(text)) bad++;
  if (template(i, i, "!") !== [text, "-", text, "!"].join("")) bad++;
  all = add(all, i);
}
print(bad); // expect: 0
print(all); // expect: 0791042-1-99910012345678123456789-1234567-123456782147483647-21474836481000000000
print([add("a", 1.5), add(undefined, "b"), add(null, "c"), add("d", true), add([1, 2], "e"), add(1, 2)].join(" ")); // expect: a1.5 undefinedb nullc dtrue 1,2e 3
// Long texts go on in their buffer, also past what is looked at twice.
function build(n, piece) { let s = ""; for (let i = 0; i < n; i++) s += piece; return s; }
for (const piece of ["ab", "a\u0416", long]) {
  const s = build(300, piece);
  if (s !== piece.repeat(300)) bad++;
}
const half = build(6, "x".repeat(6000)), whole = half + half;
print(whole.length + " " + (whole + "y").lastIndexOf("y") + " " + bad); // expect: 72000 72000 0
// A text that is appended to itself.
let twice = build(40, "ab");
twice += twice;
print(twice === "ab".repeat(80)); // expect: true
