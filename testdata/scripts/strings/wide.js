// Texts whose units are all below U+0100, but which are parts of one that has others: they
// must behave like any other string of these units.
const han = "\u6f22";
const words = "the quick brown fox jumps over the lazy dog, again and again";
const whole = words + han + words;
// parts returns the same text in all the ways in which it may be stored.
function parts(text) {
  const inside = han + text + han;
  const rope = (han + text.slice(0, 9)).slice(1) + text.slice(9);
  return [text, inside.slice(1, -1), inside.substring(1, 1 + text.length), rope, inside.split(han)[1], (text + han).replace(han, ""),
    /[^\u6f22]+/.exec(inside)[0]];
}
function same(got, want, what) {
  if (!Object.is(got, want)) throw new Error(what + ": got " + String(got) + ", want " + String(want));
}
for (const [n, s] of parts(words).entries()) {
  same(s, words, "text " + n);
  same(s === words, true, "=== " + n);
  same(s < words, false, "< " + n);
  same(s <= words, true, "<= " + n);
  same(s + "!" > words, true, "> " + n);
  same({ [words]: 1 }[s], 1, "key " + n);
  same(new Map([[words, 1]]).get(s), 1, "Map " + n);
  same(new Set([words, s]).size, 1, "Set " + n);
  same([words].indexOf(s), 0, "array " + n);
  same(words.indexOf(s), 0, "indexOf " + n);
  same((words + words).lastIndexOf(s), words.length, "lastIndexOf " + n);
  same(("-" + words).includes(s), true, "includes " + n);
  same(words.startsWith(s), true, "startsWith " + n);
  same(("-" + words).endsWith(s), true, "endsWith " + n);
  same(s.indexOf(words), 0, "in it " + n);
  same(s.indexOf("fox"), 16, "fox " + n);
  same(s.lastIndexOf("again"), 55, "again " + n);
  same(s.indexOf(han), -1, "han " + n);
  same(s.lastIndexOf("ag" + han), -1, "han last " + n);
  same(("<" + words + ">").replace(s, "$&$&").length, 2 * words.length + 2, "replace " + n);
  same((words + "|" + words).split(s).join("_"), "_|_", "split " + n);
  same((words + "|" + words).replaceAll(s, "x"), "x|x", "replaceAll " + n);
  same(new RegExp(s).test(words), true, "pattern " + n);
  same(/(\w+) dog/.exec(s)[1], "lazy", "match " + n);
  same(s.match(/\b\w/g).join(""), "tqbfjotldaaa", "match all " + n);
  same(s.toUpperCase(), words.toUpperCase(), "upper " + n);
  same(s.toLowerCase(), words, "lower " + n);
  same((" " + s + " ").trim(), words, "trim " + n);
  same(JSON.stringify(s), JSON.stringify(words), "JSON " + n);
  same(JSON.parse(JSON.stringify([s]))[0], words, "JSON back " + n);
  same(`${s}${s}`, words + words, "template " + n);
  same([s, s].join(), words + "," + words, "join " + n);
  same([...s].join(""), words, "spread " + n);
  same(encodeURIComponent(s), encodeURIComponent(words), "URI " + n);
  same(s.normalize("NFD"), words, "NFD " + n);
  same(s.localeCompare(words), 0, "localeCompare " + n);
  same([s + "b", s, s + "a"].sort().map((x) => x.slice(-1)).join(""), "nab", "sort " + n);
  switch (s) {
    case "the quick brown fox jumps over the lazy dog, again and again": break;
    default: throw new Error("switch " + n);
  }
}
for (const [n, s] of parts("12345678901234567890123456789.5").entries()) {
  same(+s, 12345678901234567890123456789.5, "number " + n);
  same(parseInt(s), 12345678901234567890123456789, "parseInt " + n);
  same(parseFloat(s), +s, "parseFloat " + n);
}
for (const [n, s] of parts("    12                       ").entries()) same(+s, 12, "padded number " + n);
for (const [n, s] of parts("let zzz = 40; zzz + 2 // and so on").entries()) same((0, eval)("{" + s + "\n}"), 42, "eval " + n);

// Texts that have units beyond, near those that differ in one half only.
const near = "\u0141\u4100A\u0100\u0001\u0101\u4101\u4141".repeat(40);
for (let i = 0; i < 8; i++) {
  for (let j = i + 1; j < 20; j++) {
    const part = near.slice(i, j);
    same(near.indexOf(part), i, "near " + i + " " + j);
    same(near.indexOf(part, i + 1), j - i > 0 ? i + 8 : -1, "next " + i + " " + j);
    same(near.lastIndexOf(part), i + 8 * Math.floor((near.length - j) / 8), "last " + i + " " + j);
  }
}
same(near.indexOf("\u0101\u0001"), -1, "swapped");
same(whole.indexOf(words, 1), words.length + 1, "second");

// Words taken off the front, one by one, of a text with and without such a unit.
function count(text) {
  let n = 0, rest = text;
  for (let i; (i = rest.indexOf(" ")) >= 0; rest = rest.slice(i + 1)) if (rest.slice(0, i) === "fox") n++;
  return n;
}
same(count((words + " ").repeat(50)), 50, "words");
same(count((words + " ").repeat(50) + han), 50, "words of a wide text");

let built = "";
for (let i = 0; i < 300; i++) built += i % 100 === 50 ? han : "ab";
same(built.length, 597, "built");
same(built.slice(0, 100), "ab".repeat(50), "beginning of built");
same(built.split(han).length, 4, "parts of built");
print("ok"); // expect: ok
