// Operators that meet ints, doubles and everything else at the same place.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
const values = [0, -0, 1, -1, 7, 2147483647, -2147483648, 0.5, -2.5, 4294967295, 1e300, -1e-300, NaN, Infinity, "3", "", "x", true, null, undefined, { valueOf() { return 5; } }, [4]];
const show = (v) => Object.is(v, -0) ? "-0" : String(v);
const operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "**", "<", "<=", ">", ">=", "==", "!=", "===", "!=="];
// One place per operator for all values, against a fresh place for each pair.
let wrong = 0, count = 0;
for (const op of operators) {
  const hot = new Function("a", "b", `return a ${op} b`);
  const branch = new Function("a", "b", `if (a ${op} b) return 1; return 0`);
  for (let r = 0; r < 8; r++) for (const a of values) for (const b of values) { hot(a, b); branch(a, b); }
  for (const a of values) for (const b of values) {
    const want = new Function("a", "b", `return a ${op} b`)(a, b);
    count++;
    if (show(hot(a, b)) !== show(want) || branch(a, b) !== (want ? 1 : 0)) { wrong++; say(op, show(a), show(b), show(hot(a, b)), show(want)); }
  }
}
for (const op of ["-", "+", "~", "!", "typeof "]) {
  const hot = new Function("a", `return ${op}a`);
  for (let r = 0; r < 100; r++) for (const a of values) hot(a);
  for (const a of values) { const want = new Function("a", `return ${op}a`)(a); count++; if (show(hot(a)) !== show(want)) { wrong++; say(op, show(a), show(hot(a)), show(want)); } }
}
say(count, wrong); // expect: 9790 0
// Remainders of doubles that are far apart, and of negative ints.
function mod(a, b) { let r = 0; for (let i = 0; i < 3; i++) r = a % b; return r; }
for (let i = 0; i < 2000; i++) mod(i + 0.5, 3);
say(mod(1e300, 7), mod(-1e300, 7), mod(5e-324, 3), mod(7.5, -2), mod(-7.5, 2), show(mod(-6, 3)), mod(5, Infinity), mod(Infinity, 5), mod(5, 0), mod(2 ** 53, 3)); // expect: 1 -1 5e-324 1.5 -1.5 -0 5 NaN NaN 2
function imod(a, b) { return a % b; }
for (let i = 0; i < 2000; i++) imod(i, 7);
say(imod(-7, 3), show(imod(-6, 3)), imod(6, -4), imod(-2147483648, -1) === 0, imod(5, 0)); // expect: -1 -0 2 true NaN
// A number that changes its form again and again.
function dance(n) { let x = 1, s = 0; for (let i = 0; i < n; i++) { x = x * 3 + 0.5; if (x > 1e9) x = Math.floor(x) % 1000; s = (s + x) | 0; } return s; }
for (let i = 0; i < 50; i++) dance(100);
say(dance(1000)); // expect: 1311862712
// BigInts and strings among ints.
function acc(list) { let s = list[0]; for (let i = 1; i < list.length; i++) s = s + list[i]; return s; }
for (let i = 0; i < 500; i++) acc([1, 2, 3, 4]);
say(acc([1n, 2n, 3n]), acc(["a", 1, null, 2.5]), acc([1, 2.5, "z"])); // expect: 6 a1null2.5 3.5z
try { acc([1, 2n]); } catch (e) { say(e.name); } // expect: TypeError
