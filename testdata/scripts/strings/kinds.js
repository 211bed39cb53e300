// Whatever reads a string reads all the ways that strings are stored: flat in bytes and in units, ropes, parts of others, text in a
// buffer, property keys. Each shortcut of the tiers is hot and meets a fresh string of each kind, and answers as for the flat one.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
const texts = {
  narrow: "the quick brown fox jumps over the l\u00e1zy dog",
  wide: "\u20ac the quick br\ud83d\ude00wn fox jumps over the lazy dog\ud800",
  short: "fox!",
  letter: "x",
  digits: "1234567",
};
const flat = (t) => JSON.parse(JSON.stringify(t));
// What keeps parts of a long text apart from it: 25 units and more are not copied.
const pad = "0123456789012345678901234567890123456789";
const kinds = {
  flat,
  rope: (t) => t.slice(0, t.length >> 1) + t.slice(t.length >> 1),
  left(t) { let s = ""; for (let i = 0; i < t.length; i += 4) s += t.slice(i, i + 4); return s; },
  right(t) { let s = ""; for (let i = t.length; i > 0; i -= 4) s = t.slice(Math.max(i - 4, 0), i) + s; return s; },
  part: (t) => flat(pad + t + pad).slice(40, 40 + t.length),
  ropePart: (t) => (pad + t + pad).slice(40, 40 + t.length),
  widePart: (t) => flat("\u20ac" + pad + t + pad).slice(41, 41 + t.length),
  buffered(t) { let s = pad; for (let i = 0; i < 40; i++) s += "ab"; s += t; return s.slice(120); },
  wideBuffered(t) { let s = "\u20ac" + pad; for (let i = 0; i < 40; i++) s += "ab"; s += t; return s.slice(121); },
  key: (t) => Object.keys({ [t]: 1 })[0],
  template: (t) => `${t.slice(0, 3)}${t.slice(3)}`,
  joined: (t) => t.split("").join(""),
  repeated: (t) => (t + t).repeat(2).slice(t.length * 2, t.length * 3),
};
const shortcuts = [
  "s.charAt(i)", "s.charCodeAt(i)", "s.codePointAt(i)", "s.at(i)", "s.at(-1 - i)", "s[i]", "s[i + 1]", "s.length",
  "s.indexOf('o')", "s.indexOf(t)", "t.indexOf(s)", "s.lastIndexOf('o')", "s.includes(t)", "s.startsWith(t)", "s.startsWith('o', i)", "s.endsWith(t)",
  "s.slice(i)", "s.slice(i, -1)", "s.substring(i, 2)", "s.substr(i, 3)", "s.concat(t).length", "s + t", "t + s", "`${s}-${i}`",
  "s === t", "s !== t", "s == t", "s != t", "s < t", "s >= t", "s === u", "s == u", "s < u", "s ? 1 : 0", "!s", "s && 1", "s ?? 1",
  "m.get(s)", "m.has(s)", "x.has(s)", "o[s]", "s in o", "Object.hasOwn(o, s)", "+s", "s * 1", "parseInt(s)", "isNaN(s)", "typeof s",
  "s.split('o').length", "s.toUpperCase()", "s.trim().length", "s.padEnd(50, '-')", "s.repeat(2)", "s.replace('o', '0')", "/o./.exec(s)?.[0]", "[...s].length",
  "String.fromCharCode(s.charCodeAt(i))", "JSON.stringify(s)", "Object(s)[i]", "s.localeCompare(t) === 0", "s.normalize().length", "encodeURI(s.slice(1, 3))",
];
const loops = [
  "for (let k = 0; k < s.length; k++) if (s.charAt(k) !== 'x') return k; return -1",
  "let h = 0; for (let k = 0; k < s.length; k++) h = (h * 31 + s.charCodeAt(k)) | 0; return h",
  "let h = 0; for (let k = 0; k < s.length; k++) h = (h * 31 + (s.codePointAt(k) & 255)) | 0; return h",
  "let n = 0; for (let k = 0; k < s.length; k++) if (s[k] === 'o') n++; return n",
  "let r = ''; for (const c of s) r = c + r; return r",
  "let r = ''; for (let k = s.length - 1; k >= 0; k--) r += s[k]; return r",
  "let n = 0; for (let k = 0; k < 4; k++) { if (s === t) n++; if (s.at(k) == 'o') n += 2; if (t < s) n += 4 } return n",
  "switch (s) { case 'x': return 1; case 'fox!': return 2; case o.text: return 3; case t: return 4; default: return 5 }",
];
const bodies = [...shortcuts.map((e) => `return ${e}`), ...loops];
let wrong = 0, sum = 0, n = 0;
function turns(f, text, want, m, set, o, other) {
  for (const kind in kinds) for (let turn = 0; turn < 24; turn++) {
    const i = turn % 3;
    const got = f(kinds[kind](text), turn & 1 ? text : other, i, turn & 2 ? kinds[kind](text) : 5, m, set, o);
    n++;
    if (turn in want === false) want[turn] = got;
    if (!Object.is(got, want[turn]) && wrong++ < 20) say(f, kind, text, turn, "is", got, "not", want[turn]);
  }
}
for (const body of bodies) {
  const f = new Function("s", "t", "i", "u", "m", "x", "o", body);
  for (const name in texts) {
    const text = texts[name], want = [];
    turns(f, text, want, new Map([[flat(text), 1]]), new Set([kinds.rope(text)]), { [text]: 2, text: flat(text) }, "o");
    for (const v of want) for (const c of String(v)) sum = (sum * 31 + c.charCodeAt(0)) | 0;
  }
}
say(n, wrong); // expect: 109200 0
say(sum); // expect: -838586908

// The first program with a wrong end: what it reads is a rope, which no inline cache told before.
function firstOther(s, c) { for (let i = 0; i < s.length; i++) if (s.charAt(i) !== c) return i; return -1; }
say(firstOther("x".repeat(100000), "x"), firstOther("x".repeat(50000) + "y", "x")); // expect: -1 50000
