// Built-in functions that hot code does not call: the results are the same for every argument, and replacing the function works.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
const odd = [0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 0.49999999999999994, -0.49999999999999994, 0.2, -0.2, 2147483647, 2147483647.5, -2147483648, -2147483648.5, 4294967296, 1e300, NaN, Infinity, -Infinity, "3", null, undefined, true, {}, [2]];
const show = (v) => Object.is(v, -0) ? "-0" : String(v);
// The reference goes through a call that no tier knows.
const one = ["abs", "ceil", "clz32", "floor", "fround", "round", "sign", "sqrt", "trunc"];
for (const name of one) {
  const hot = new Function("x", `return Math.${name}(x)`);
  for (const warm of [(i) => i, (i) => i + 0.5, (i) => (i & 1 ? i : i + 0.25)]) {
    for (let i = 0; i < 1500; i++) hot(warm(i));
    const got = odd.map((x) => show(hot(x))).join(), want = odd.map((x) => show(Reflect.apply(Math[name], null, [x]))).join();
    if (got !== want) say(name, got, want);
  }
}
for (const name of ["imul", "max", "min"]) {
  const hot = new Function("x", "y", `return Math.${name}(x, y)`);
  for (const warm of [(i) => i, (i) => i + 0.5]) {
    for (let i = 0; i < 1500; i++) hot(warm(i), warm(7));
    for (const x of odd) for (const y of odd) {
      const got = show(hot(x, y)), want = show(Reflect.apply(Math[name], null, [x, y]));
      if (got !== want) say(name, x, y, got, want);
    }
  }
}
say("done"); // expect: done
const text = "az\u00e9\u20ac\ud83d\ude00";
for (const name of ["charAt", "charCodeAt", "codePointAt"]) {
  const hot = new Function("s", "i", `return s.${name}(i)`);
  for (let i = 0; i < 1500; i++) hot(text, i & 1);
  const at = [0, 1, 2, 3, 4, 5, 6, -1, 1.5, "2", NaN, undefined, 2 ** 31];
  const got = at.map((i) => show(hot(text, i))).join(), want = at.map((i) => show(Reflect.apply(String.prototype[name], text, [i]))).join();
  if (got !== want) say(name, got, want);
  say(hot({ [name]: (i) => "own " + i }, 4), hot(new String("xyz"), 1));
}
// expect: own 4 y
// expect: own 4 121
// expect: own 4 121
try { (0, eval)("null").charAt(0); } catch (e) { say(e.name); } // expect: TypeError
// Ropes, slices and wide text.
function scan(s) { let h = 0; for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h; }
function chars(s) { let n = 0; for (let i = 0; i < s.length; i++) if (s[i] === "b") n++; else if (s[i] === "\u20ac") n += 100; return n; }
let rope = "";
for (let i = 0; i < 400; i++) { rope += "abc"; if (i % 50 === 0) rope += "\u20ac"; }
for (let i = 0; i < 20; i++) scan("abcabc" + i);
say(scan(rope), chars(rope), scan(rope.slice(100, 160)), chars(rope.slice(100, 160)), scan("q" + rope), chars("" + rope + "b")); // expect: -388475904 1200 -984940137 120 665304433 1201
const hotAt = (s, i) => s[i];
for (let i = 0; i < 3000; i++) hotAt("hello", i % 5);
say(hotAt("hello", 5), hotAt("hello", -1), hotAt("h\u20acy", 1), hotAt([1, 2], 1), hotAt({ 0: "o" }, 0), hotAt("hey", "1"), hotAt("hey", 1.5)); // expect: undefined undefined € 2 o e undefined
try { hotAt(undefined, 0); } catch (e) { say(e.message); } // expect: Cannot read properties of undefined (reading '0')
function code(n) { return String.fromCharCode(n); }
for (let i = 0; i < 3000; i++) code(i & 255);
say(code(65), code(0x20ac), code(65601), code("66"), code(-1).charCodeAt(0), code(66.9)); // expect: A € A B 65535 B
// Functions that are replaced.
function floors(n) { let s = 0; for (let i = 0; i < n; i++) s += Math.floor(i / 2); return s; }
for (let i = 0; i < 100; i++) floors(50);
const floor = Math.floor; Math.floor = () => 1; say(floors(50)); Math.floor = floor; say(floors(50)); // expect: 50
// expect: 600
const codeAt = String.prototype.charCodeAt; String.prototype.charCodeAt = () => 1; say(scan("abc")); String.prototype.charCodeAt = codeAt; say(scan("abc")); // expect: 993
// expect: 96354
const local = Math.sqrt; let roots = 0; for (let i = 0; i < 3000; i++) roots += local(i * i); say(roots); // expect: 4498500
const savedMath = Math; globalThis.Math = { floor: () => 2 }; say(floors(3)); globalThis.Math = savedMath; say(floors(3)); // expect: 6
// expect: 1
// typeof and equality of strings.
const kinds = [1, 1.5, "s", true, null, undefined, {}, [], () => 1, Symbol(), 1n, class {}];
function kind(v) { return typeof v; }
for (let i = 0; i < 3000; i++) kind(kinds[i % kinds.length]);
say(kinds.map(kind).join()); // expect: number,number,string,boolean,object,undefined,object,object,function,symbol,bigint,function
function same(a, b) { return (a === b) + "" + (a == b) + (a !== b) + (a != b); }
const values = ["ab", "a" + "b", "abc".slice(0, 2), "x", "", 0, -0, 1, 1.5, NaN, "0", true, null, undefined, {}, 1n, "1"];
for (let i = 0; i < 3000; i++) same(values[i % 17], values[i % 5]);
const eq = []; for (const a of values) for (const b of values) eq.push(same(a, b) === (Object.is(a, b) && a === a || a === 0 && b === 0 || typeof a === typeof b && typeof a === "string" && a.length === b.length && a.indexOf(b) === 0) + "" + eval("a == b") + eval("a !== b") + eval("a != b"));
say(eq.every((x) => x)); // expect: true
// Arguments that are surely no numbers.
const odds = ['"16"', '"x"', "null", "true", "undefined", "{ valueOf() { return 2.25 } }", "[4]", "'\\u20ac'"];
for (const name of [...one, "min", "max", "imul"]) for (const text of odds) {
  const hot = new Function(`return Math.${name}(${text}, 3)`), cold = () => Reflect.apply(Math[name], null, [eval(`(${text})`), 3]);
  for (let i = 0; i < 700; i++) hot();
  if (!Object.is(hot(), cold())) say(name, text, hot(), cold());
}
say("odd"); // expect: odd
// Doubles that stand in the code, or nowhere else.
const signs = new Function("return [0.5, -0.5, -0, 0, 1.5, NaN].map((x) => { const y = x * 1; return Math.sign(y); }).concat([Math.sign(0.5), Math.sign(-0.5), Math.sign(-0), Math.sign(-1.5)])");
for (let i = 0; i < 1500; i++) signs();
say(signs().map(show)); // expect: 1,-1,-0,0,1,NaN,1,-1,-0,-1
const half = new Function("x", "const d = -0.5, e = x * 0.5; return [Math.sign(d), Math.sign(e), 'ab'.charAt(1.5), 'ab'.charCodeAt(0.5), String.fromCharCode(65.7)]");
for (let i = 0; i < 1500; i++) half(1);
say(half(1)); // expect: -1,1,b,97,A
