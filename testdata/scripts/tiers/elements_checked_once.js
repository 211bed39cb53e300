// Elements that are holes, strings or objects where numbers were, or numbers where there were objects.
function total(a, n) { let s = 0; for (let i = 0; i < n; i++) s += a[i]; return s; }
for (let i = 0; i < 1000; i++) total([1.5, 2, 3], 3);
print([total([1, , 3], 3), total([1.5, "x", 3], 3), total([1, { valueOf() { return 4; } }], 2), total([1, null, true], 3), total([0.5], 2)].join(" "));
function words(a, n) { let s = 0; for (let i = 0; i < n; i++) s = s + a[i] | 0; return s; }
for (let i = 0; i < 1000; i++) words([1, 2, i], 3);
print([words([1, , 3], 3), words([1.5, "7", 3], 3), words([2 ** 40, 1], 2), words([-0, 0.5], 2)].join(" "));
function cells(m, n) { let s = 0; for (let i = 0; i < n; i++) s += m[i][i]; return s; }
const m = [[1, 2], [3, 4.5]];
for (let i = 0; i < 1000; i++) cells(m, 2);
print([cells([[1], "ab"], 2), cells([[1], 7], 2)].join(" "));
for (const wrong of [[[1], , 3], [[1], null], [[1], undefined]]) try { print(cells(wrong, 2)); } catch (e) { print(e.constructor.name); }
Object.defineProperty(Array.prototype, 1, { get() { return 10; }, configurable: true });
print([total([1, , 3], 3), words([1, , 3], 3)].join(" "));
delete Array.prototype[1];
let calls = 0;
function shrinks(a) { let s = 0; for (let i = 0; i < a.length; i++) { s += a[i]; if (i == 1 && calls++ > 300) a.length = 2; } return s; }
for (let i = 0; i < 320; i++) shrinks([1, 2, 3, 4]);
print(shrinks([1, 2, 3, 4]));
function halves(x) { return x / 2 + x / -4 + x / 3; }
for (let i = 0; i < 1000; i++) halves(i + 0.5);
print([halves(-0), halves(5e-324), halves(NaN), halves(-Infinity), halves(3)].join(" "));
// expect: NaN 1.5x3 5 2 NaN
// expect: 3 20 1 0
// expect: 1b NaN
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: 14 14
// expect: 3
// expect: 0 0 NaN NaN 1.75
