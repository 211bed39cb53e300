// The functions of Math, bit by bit: a sum over their results for arguments of all kinds, in loops that get hot.
// stress: skip, millions of safepoints
const view = new DataView(new ArrayBuffer(8));
let state = 12345;
function next() { return state = (Math.imul(state, 1103515245) + 12345) >>> 0; }
function argument(i) {
  const a = next() / 4294967296, b = next() / 4294967296;
  switch (i % 10) {
    case 0: case 1: view.setUint32(0, next()); view.setUint32(4, next()); return view.getFloat64(0);
    case 2: return a * 2 - 1;
    case 3: return a * 1500 - 750;
    case 4: return Math.floor(a * 4000) - 2000;
    case 5: view.setUint32(0, next() >>> 12); view.setUint32(4, next()); return view.getFloat64(0) * (b < 0.5 ? -1 : 1);
    case 6: return (Math.floor(a * 100000) - 50000) * (Math.PI / 2);
    case 7: return 1 + (b - 0.5) * 2 ** -Math.floor(a * 50);
    case 8: return Math.floor(a * 40) - 20.5 + (b < 0.3 ? 2 ** -44 : 0);
  }
  return (a - 0.5) * 2 ** Math.floor(b * 80 - 20);
}
const special = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, -0.49999999999999994, Infinity, -Infinity, NaN, 2 ** 31, -(2 ** 31), 2 ** 31 - 0.5,
  -(2 ** 31) - 0.5, 2 ** 32, 2 ** 52 - 0.5, 2 ** 52 + 1, -(2 ** 52) + 0.5, 2 ** 53, 5e-324, -5e-324, 2 ** -1022, 1.7976931348623157e308, 65504, 65520, 2 ** -24, 2 ** -25, 1.0000000596046448];
const xs = [], ys = [];
for (let i = 0; i < 2000; i++) { xs.push(i < special.length ? special[i] : argument(i)); ys.push(i < 100 ? special[(i * 7) % special.length] : argument(i * 3)); }
for (let i = 0; i < special.length; i++) for (const y of special) { xs.push(special[i]); ys.push(y); }
const hash = (h, x) => { view.setFloat64(0, x === x ? x : NaN); return Math.imul(Math.imul(h ^ view.getInt32(0), 16777619) ^ view.getInt32(4), 16777619); };
const one = name => new Function("xs", "hash", `let h = 1; for (let i = 0; i < xs.length; i++) h = hash(h, Math.${name}(xs[i])); return h >>> 0`)(xs, hash);
const two = expr => new Function("xs", "ys", "hash", `let h = 1; for (let i = 0; i < xs.length; i++) { const x = xs[i], y = ys[i]; h = hash(h, ${expr}) } return h >>> 0`)(xs, ys, hash);
// These have the bits that the browsers' functions have.
print("abs acos asin atan ceil".split(" ").map(one).join()); // expect: 4091387344,52772275,3064120245,62677229,3912410239
print("cbrt clz32 cos exp expm1 floor".split(" ").map(one).join()); // expect: 1484476344,3834552961,1409314312,4110398278,3444814612,296057614
print("fround log log1p log2 round".split(" ").map(one).join()); // expect: 3102741979,2402720698,1572088859,460396397,3007806445
print("sign sin sqrt tan trunc".split(" ").map(one).join()); // expect: 3169100417,2887008485,1429939624,1480969145,1997289729
print(["Math.imul(x, y)", "Math.max(x, y)", "Math.min(x, y)", "x % y", "x / y * 3 - y"].map(two).join()); // expect: 1747965276,1496111364,4103226111,3339976512,2410380006
// These are rounded better.
print("acosh asinh atanh cosh log10 sinh tanh f16round".split(" ").map(one).join()); // expect: 3015221293,454682062,3305944117,4177036482,1130635307,2068001342,326880918,865090177
print(["Math.atan2(x, y)", "Math.hypot(x, y)", "Math.pow(x, y)", "x ** y"].map(two).join()); // expect: 1615072248,491231515,664874375,664874375

// What is constant to a compiler is the same as what is not.
let differ = 0;
const constant = x => Object.is(x, -0) ? "-0" : x < 0 ? `(${x})` : String(x);
for (let i = 0; i < 300; i++) {
  const x = xs[i], y = ys[i];
  for (const [a, b] of [["**", x ** y], ["%", x % y], ["/", x / y], ["*", x * y]]) {
    const text = `(${constant(x)}) ${a} (${constant(y)})`;
    if (!Object.is(eval(text), b)) differ++;
    if (!Object.is(new Function("x", `return x ${a} (${constant(y)})`)(x), b)) differ++;
  }
  if (!Object.is(x ** y, Math.pow(x, y))) differ++;
}
print(differ); // expect: 0

// Exact where the result is.
let wrong = "";
for (let n = -307; n <= 308; n++) if (Math.log10(Number("1e" + n)) !== n) wrong += " log10 1e" + n;
for (let n = -22; n <= 22; n++) if (10 ** n !== Number("1e" + n)) wrong += " 10**" + n;
for (let n = -1074; n < 1024; n++) if (Math.log2(2 ** n) !== n) wrong += " log2 2**" + n;
for (let n = -2000; n <= 2000; n++) if (Math.cbrt(n * n * n) !== n) wrong += " cbrt " + n;
for (let b = 2; b <= 50; b++) for (let n = 0, p = 1; p < 2 ** 53; n++, p *= b) if (b ** n !== p || (-b) ** n !== (n % 2 ? -p : p)) wrong += ` ${b}**${n}`;
for (let m = 2; m < 40; m++) for (let n = 1; n < m; n++) if (Math.hypot(m * m - n * n, -2 * m * n) !== m * m + n * n) wrong += ` hypot ${m} ${n}`;
print(wrong); // expect:
print([Math.log10(1e15), Math.exp(709.4866), Math.log(5e-324), Math.exp(1) === Math.E, 10 ** -5, 2 ** 0.5].join(" ")); // expect: 15 1.3369506117499337e+308 -744.4400719213812 true 0.00001 1.4142135623730951
print([Math.hypot(), Math.hypot(-3), Math.hypot(1, 2, 2, 4), Math.hypot(NaN, Infinity), Math.hypot(1e300, 1e300), Math.hypot(3e-320, 4e-320)].join(" ")); // expect: 0 3 5 Infinity 1.4142135623730952e+300 5e-320
print([Math.expm1(-0), Math.log1p(-0), Math.sinh(-0), Math.atanh(-0), Math.cbrt(-0), Math.tan(-0), Math.round(-0.2), Math.ceil(-0.7), Math.trunc(-0.9), Math.sign(-0), Math.fround(-1e-50), Math.f16round(-1e-9), Math.max(-0, -0), Math.min(0, -0)].every(x => Object.is(x, -0))); // expect: true
print([[Math.sumPrecise([]), Math.sumPrecise([-0, -0]), Math.sumPrecise([0, -0])].map(x => 1 / x).join(), Math.sumPrecise([1e308, 1e308, -1e308]), Math.sumPrecise([0.1, 0.2, 0.3]), Math.sumPrecise([1e100, 1, -1e100]), Math.sumPrecise([5e-324, 5e-324]), Math.sumPrecise([Infinity, -Infinity]), Math.sumPrecise([1.7976931348623157e308, 9.9792015476736e291])].join(" ")); // expect: -Infinity,-Infinity,Infinity 1e+308 0.6 1 1e-323 NaN Infinity
