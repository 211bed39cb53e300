// Operators at the edges of int32 and double.
// stress: skip, millions of safepoints
const max = 2147483647, min = -2147483648;
print([max + 1, min - 1, -min, max * max, min * -1, max - min].join());
// expect: 2147483648,-2147483649,2147483648,4611686014132420600,2147483648,4294967295
print([max | 0, (max + 1) | 0, 4294967295 | 0, 1e10 | 0, NaN | 0, -1 >>> 0, -1 >>> 31, 1 << 31, 1 << 32, 1 << 33, -5 >> 1, 5 >>> 33].join());
// expect: 2147483647,-2147483648,-1,1410065408,0,4294967295,1,-2147483648,1,2,-3,2
print([~5, ~~-3.7, ~NaN, 2 ** 32 >> 0, 2 ** 53 | 0, -(2 ** 31) | 0, 1e300 | 0, -1e21 | 0].join());
// expect: -6,-3,-1,0,0,-2147483648,0,559939584
print([7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 5 % 0, 0 % 5, Infinity % 2, 5 % Infinity].join());
// expect: 1,-1,1,1.5,NaN,0,NaN,5
print([1 / (-4 % 2), 1 / (-0 % 5), 1 / (0 * -1), 1 / -0, 1 / (-1 * 0), 1 / Math.round(-0.4), 1 / (0 / -3)].join());
// expect: -Infinity,-Infinity,-Infinity,-Infinity,-Infinity,-Infinity,-Infinity
print([2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 0.5, NaN ** 0, 1 ** Infinity, (-8) ** (1 / 3), 0 ** 0, 2 ** 3 ** 2].join());
// expect: 1024,0.5,-8,1.4142135623730951,1,NaN,NaN,1,512
print([0 / 0, 1 / 0, -1 / 0, Infinity - Infinity, Infinity * 0].join()); // expect: NaN,Infinity,-Infinity,NaN,NaN
let i = max; i++; let j = min; j--; let k = 0; k--; let z = -0; z++;
print([i, j, k, z].join()); // expect: 2147483648,-2147483649,-1,1
let s = "5"; s++; let t = "x"; t--; let u = null; u++; let v; v++;
print([s, t, u, v].join()); // expect: 6,NaN,1,NaN
print([1 + "2", "3" * "4", "5" - 2, "6" / "2", +"", +" ", +"x", +[], +{}, +null, +true, -"3", 1 + null, 1 + undefined, [] + 1, {} + 1, true + true].join());
// expect: 12,12,3,3,0,0,NaN,0,NaN,0,1,-3,1,NaN,1,[object Object]1,2
print([1 < 2 < 3, 3 > 2 > 1, "b" > "a", null >= 0, null > 0, null == 0, undefined == 0, undefined == null, NaN != NaN, "1" == 1, true == "1", [1] == 1, "a" < NaN].join());
// expect: true,false,true,true,false,false,false,true,true,true,true,true,false
print([Math.round(0.5), Math.round(-0.5), Math.round(2.5), Math.round(-2.5), Math.round(0.49999999999999994), Math.trunc(-4.7), Math.sign(-3), Math.cbrt(27), Math.hypot(3, 4), Math.fround(5.5), Math.clz32(1), Math.imul(0xffffffff, 5), Math.log2(8), Math.expm1(0), Math.atan2(1, 1)].join());
// expect: 1,0,3,-2,0,-4,-1,3,5,5.5,31,-5,3,0,0.7853981633974483
print([Math.max(), Math.min(), Math.max(1, NaN), Math.max(-0, 0), Math.min(0, -0) === 0 && 1 / Math.min(0, -0), Math.abs(-5), Math.floor(-1.5), Math.ceil(-1.5), Math.pow(2, 0.5) === Math.SQRT2].join());
// expect: -Infinity,Infinity,NaN,0,-Infinity,5,-2,-1,true
let sum = 0; for (let n = 0; n < 100000; n++) sum += n; print(sum); // expect: 4999950000
let prod = 1; for (let n = 1; n < 25; n++) prod *= n; print(prod); // expect: 6.204484017332394e+23
let f = 0; for (let n = 0; n < 10; n++) f += 0.1; print(f); // expect: 0.9999999999999999
let h = 0; for (let n = 0; n < 1000; n++) h = (h * 31 + n) | 0; print(h); // expect: 562641396
let m = 1; for (let n = 0; n < 40; n++) m *= 2; print(m); // expect: 1099511627776
let d = 2147483640; for (let n = 0; n < 20; n++) d++; print(d); // expect: 2147483660
let c = -5; c >>>= 0; c **= 0.5; print(Math.floor(c)); c %= 7; c <<= 3; c ^= 5; c |= 64; c &= ~1; print(c);
// expect: 65535
// expect: 76
print([1, 2, 3].map((x) => x & 1 ? "odd" : "even").join() + (5 & 3 | 4 ^ 1) + (1 + 2 * 3 - 4 / 2 % 3));
// expect: odd,even,odd55
print((void 0) + typeof void 0 + (1, 2, 3) + !!"" + !!"0" + !!NaN + !![]);
// expect: undefinedundefined3falsetruefalsetrue
let up = -1; up++; print(up === 0 && Object.is(up, 0)); let down = 1; down--; down--; print(down === -1); let back = -2; for (let n = 0; n < 3; n++) back++; print([back === 1, [10, 20][back] === 20].join());
// expect: true
// expect: true
// expect: true,true
