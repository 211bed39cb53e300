// Clauses that are numbers and strings are found by value, as if they were compared in turn.
function kinds(x) {
  switch (x) {
    case "a": return "a";
    case 1: return "one";
    case "1": return "text 1";
    case -1: return "minus one";
    case 0: return "zero";
    case 1.5: return "one and a half";
    case 100000: return "large";
    case "é": return "accent";
    case "日本": return "japan";
    case "a": return "never";
    case "\u{1F600}": return "face";
    case "": return "empty";
    case 1e400: return "infinite";
    case 4294967296: return "2 to the 32";
    default: return "other";
  }
}
let text = "";
for (let i = 0; i < 300; i++) {
  const all = ["a", 1, "1", -1, 0, -0, 1.5, 100000, "é", "日本", "\uD83D" + "\uDE00", "\uD83D", "", Infinity, -Infinity, NaN, 2 ** 32, 2 ** 32 + 1,
    null, undefined, true, 1n, {}, Symbol.iterator, "b", "aa", "x".repeat(500), ["a"], "日" + "本", "ab".slice(0, 1), new String("a"), Object(1)];
  text = all.map(kinds).join();
}
print(text);

// Clauses fall through, default is anywhere, a lone surrogate is compared in turn.
function falls(x) {
  let r = "";
  switch (x) {
    case "k0": r += "0";
    case "k1": r += "1"; break;
    default: r += "d";
    case "k2": r += "2";
    case "k3": r += "3"; break;
    case "k4": case "k5": r += "45"; break;
    case "k6": { let y = "6"; r += y; }
    case "k7": continued: for (;;) { r += "7"; break continued; }
  }
  return r;
}
function lone(x) {
  switch (x) { case "\uD83D": return 1; case "b": return 2; case "c": return 3; case "d": return 4; case "e": return 5; case "f": return 6; case "g": return 7; case "h": return 8; }
  return 0;
}
for (let i = 0; i < 300; i++) text = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(k => falls("k" + k)).join() + " " + ["\uD83D", "\uD83D\uDE00", "h"].map(lone);
print(text);

// Clauses that are evaluated are evaluated in turn.
let seen = "";
function see(x) { seen += x; return x; }
function turns(x) {
  switch (x) { case see(1): return "a"; case 2: return "b"; case 3: return "c"; case 4: return "d"; case 5: return "e"; case see(6): return "f"; case 7: return "g"; case 8: return "h"; case 6: return "i"; }
}
print([1, 2, 6, 9, "1"].map(turns).join() + " " + seen);

// Many ints, with gaps and without, and in generators.
function source(n, step, from) {
  let s = "switch (x) {";
  for (let i = 0; i < n; i++) s += "case " + (from + i * step) + ": return " + i + ";";
  return s + "} return -1;";
}
let sum = 0;
for (const [n, step, from] of [[7, 1, 0], [100, 1, -50], [300, 2, 10], [1500, 1, 0], [300, 97, -1000], [20, 1000003, 5]]) {
  const f = new Function("x", source(n, step, from));
  const g = new Function("return function* (x) { " + source(n, step, from) + "}")();
  for (let i = -3; i < n + 3; i++) {
    const x = from + i * step, want = i >= 0 && i < n ? i : -1;
    if (f(x) !== want || f(x + 0.5) !== -1 || f(String(x)) !== -1 || i % 50 === 0 && g(x).next().value !== want) print("wrong", n, step, x, f(x));
    sum += f(x);
  }
}
print(sum);

// expect: a,one,text 1,minus one,zero,zero,one and a half,large,accent,japan,face,other,empty,infinite,other,other,2 to the 32,other,other,other,other,other,other,other,other,other,other,other,japan,a,other,other
// expect: 01,1,23,3,45,45,67,7,d23 1,0,8
// expect: a,b,f,, 11161616
// expect: 1219075
