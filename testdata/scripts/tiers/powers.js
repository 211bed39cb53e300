// Powers in hot code: squares are products, of whatever a number can be made of; what else there is Go does.
"use strict";
const say = (...xs) => print(xs.map((x) => Object.is(x, -0) ? "-0" : String(x)).join(" "));
const attempt = (f, ...xs) => { try { return f(...xs); } catch (e) { return e.name; } };
const square = (x) => x ** 2, pow2 = (x) => Math.pow(x, 2), cube = (x) => x ** 3, power = (x, n) => x ** n;
const late = (f) => f() ** 2;
let sum = 0;
for (let i = 0; i < 500; i++) sum += square(i) + pow2(i / 2) + cube(i % 7) + power(2, i & 7) + late(() => i & 3);
say(sum); // expect: 51976082.5
const kinds = [3, -0, 1.5, NaN, -Infinity, 1e200, 5e-324, 46341, -2147483648, undefined, null, true, "4", "x", [5], {}, 6n, Symbol.iterator];
for (const f of [square, pow2, cube]) say(...kinds.map((k) => { for (let i = 0; i < 40; i++) f(i); return attempt(f, k); }));
// expect: 9 0 2.25 NaN Infinity Infinity 0 2147488281 4611686018427388000 NaN 0 1 16 NaN 25 NaN TypeError TypeError
// expect: 9 0 2.25 NaN Infinity Infinity 0 2147488281 4611686018427388000 NaN 0 1 16 NaN 25 NaN TypeError TypeError
// expect: 27 -0 3.375 NaN -Infinity Infinity 0 99516754429821 -9.903520314283042e+27 NaN 0 1 64 NaN 125 NaN TypeError TypeError
say(...[[2, -1074], [10, 22], [-8, 1 / 3], [0, -1], [-0, -3], [1, Infinity], [NaN, 0], [3n, 4n], [2, 0.5], [undefined, 0], ["2", "5"]].map(([x, n]) => attempt(power, x, n)));
// expect: 5e-324 1e+22 NaN Infinity -Infinity NaN 1 81 1.4142135623730951 1 32
say(attempt(power, 2n, -1n), attempt(power, 2, 1n), attempt(power, {}, Symbol())); // expect: RangeError TypeError TypeError
// Whoever throws in hot code finds what was done before, and how often.
let calls = 0;
const odd = { valueOf() { if (++calls % 50 === 0) throw new RangeError(String(calls)); return 3; } };
const caught = [];
for (let i = 0; i < 200; i++) { try { sum = (i & 1 ? odd : i) ** 2; } catch (e) { caught.push(e.message, sum); } }
say(caught, calls); // expect: 50,9604,100,39204 100
// The function that is called may change meanwhile.
const pow = Math.pow;
const both = [];
for (let i = 0; i < 300; i++) { if (i === 250) Math.pow = (x, n) => -n; both[i] = pow2(i); }
Math.pow = pow;
say(both[249], both[250], both[299], pow2(9)); // expect: 62001 -2 -2 81
