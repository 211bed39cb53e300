// Comparisons whose value is used: joined with constants by && || ??, chosen by ?:, negated, switched on. The operands have been
// doubles before they are compared, so that machine code has them at hand in another form than the frame.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
const operators = ["<", "<=", ">", ">=", "==", "!=", "===", "!=="];
const constants = ["true", "false", "0", "1", "-0", "null", "undefined", "'s'", "0.5"];
const pools = {
  ints: [0, 1, 2, -1, 7],
  doubles: [0.5, -0.5, 1.5, NaN, -0, Infinity],
  numbers: [0, 0.5, 1, -0, NaN, 2, 2147483648],
  mixed: [0, undefined, null, 1.5, true, false, -0],
  texts: ["", "a", 1, "0", undefined, "b", null],
};
const forms = [
  (c, k) => `(${c}) && ${k}`, (c, k) => `(${c}) || ${k}`, (c, k) => `(${c}) ?? ${k}`,
  (c, k) => `(x == 0 && ${c}) && ${k}`, (c, k) => `(x == 0 || ${c}) || ${k}`, (c, k) => `!(${c}) && ${k}`,
  (c, k) => `${c} ? ${k} : !(${c})`, (c, k) => `(${c}) === ${k}`, (c, k) => `((${c}) && (y !== x || ${k})) || y`,
];
const bodies = [
  (v) => `return ${v}`,
  (v) => `var q = x - 0.5 - y, p = x + y; return ${v}`,
  (v) => `var z = 0.5, q = x - z, t; lo = q; p = x + s; hi = p; t = ${v}; return t`,
  (v) => `var t = 0.5, q = 0; for (var i = 0; i < 3; i++) { q += x * t; t = x; if (i === 2) break } return ${v}`,
  (v) => `switch (${v}) { case true: return 'T'; case false: return 'F'; case 0: return 'Z'; case 1: return 'O'; case null: return 'N'; default: return 'D' }`,
];
var lo, hi, p, s = 2;
const show = (v) => Object.is(v, -0) ? "-0" : String(v);
let sum = 0, wrong = 0, n = 0;
function turns(f, xs, ys, count) {
  for (let i = 0; i < count; i++) f(xs[i % xs.length], ys[i % ys.length]);
}
for (const name in pools) {
  const pool = pools[name];
  for (const op of operators) for (let b = 0; b < bodies.length; b++) {
    // One form and one constant each, by turns: all pairs of them come up.
    const form = forms[n % forms.length], constant = constants[(n * 7 + b) % constants.length];
    const source = bodies[b](form(`x ${op} y`, constant));
    n++;
    const hot = new Function("x", "y", source);
    turns(hot, pool, pool.slice(1), 300);
    for (const x of pool) for (const y of pool) {
      const cold = new Function("x", "y", source), got = show(hot(x, y)), want = show(cold(x, y));
      if (got !== want && wrong++ < 10) say(source, "of", show(x), show(y), "is", got, "but", want);
      for (const c of got) sum = (sum * 31 + c.charCodeAt(0)) | 0;
    }
  }
}
say(n, wrong); // expect: 200 0
print(sum); // expect: 1588449693

// The first program with a wrong value.
function first(a, x0) { var r = 0.5, t = s; lo = a - r - x0; hi = a + t + r - x0; return (x0 == 0 && a <= r) && true }
let bad = 0;
for (let i = 0; i < 3000; i++) if (first(2, 0) !== false) bad++;
print(bad); // expect: 0

// A register that is a double in its loop is an int behind it.
function last(n) { var x = 0.5, i = 0; for (;;) { x = 3; if (i++ > n) break; x = x * 1.5 } return (x & 1) + x }
function next(n) { var x = 0.5, i = 0; for (;;) { x = 3; if (i++ > n) break; x = x * 1.5 } var t = 0; for (var j = 0; j < 5; j++) t += x | 0; return t }
function into(n, v) { var x = v, i = 0, t = 0; for (;;) { t = t + (x | 0); x = x * 0.5; x = i; if (i++ > n) break } return t + x }
for (let i = 0; i < 2000; i++) { last(4); next(4); into(4, i) }
say(last(4), next(4), into(4, 0.7), into(4, 3)); // expect: 4 15 15 18

// -0 is no int: neither where an int is expected of a double, nor for Math.sign.
function scaled(x) { var y = x * 0.5, z = y * 2; return 1 / (z * 5) }
function signed(x) { return 1 / Math.sign(x * 0.5) }
function indexed(a, x) { var y = x * 0.5; return a[y] + (y < 1) + 1 / y }
for (let i = 1; i < 2000; i++) { scaled(i); signed(i); indexed([1, 2, 3], (i & 1) * 2) }
say(scaled(-0), signed(-0), indexed([5], -0)); // expect: -Infinity -Infinity -Infinity
