// Number to string: shortest, exponents, radix, fixed digits.
print([0, -0, 1e21, 1e-7, 123456789012345680000, 0.000001, 1.5e300, 5e-324, 1.7976931348623157e308].join());
// expect: 0,0,1e+21,1e-7,123456789012345680000,0.000001,1.5e+300,5e-324,1.7976931348623157e+308
print([0.1 + 0.2, 100, 1e5, 1 / 3, -1.5, 2 ** 53, 4294967296.5].join());
// expect: 0.30000000000000004,100,100000,0.3333333333333333,-1.5,9007199254740992,4294967296.5
print((255).toString(16) + " " + (0.5).toString(2) + " " + (-255).toString(36) + " " + (0.1).toString(3).slice(0, 20));
// expect: ff 0.1 -73 0.002200220022002200
print((2 ** 70).toString(32) + " " + NaN.toString(2) + " " + (1 / 0).toString(5));
// expect: 100000000000000 NaN Infinity
for (const r of [1, 37]) try { (1).toString(r); } catch (e) { print(e.message); }
// expect: toString() radix argument must be between 2 and 36
// expect: toString() radix argument must be between 2 and 36
print((1.005).toFixed(2) + " " + (1e21).toFixed(2) + " " + (-1.5).toFixed(0) + " " + (2.5).toFixed(0) + " " + (0.000001).toFixed(7) + " " + (123.456).toFixed(10) + " " + (-0.0000001).toFixed(2));
// expect: 1.00 1e+21 -2 3 0.0000010 123.4560000000 -0.00
print((123.456).toExponential() + " " + (123.456).toExponential(1) + " " + (0).toExponential(2) + " " + (1e-10).toExponential(3));
// expect: 1.23456e+2 1.2e+2 0.00e+0 1.000e-10
print((123.456).toPrecision(4) + " " + (0.00001).toPrecision(1) + " " + (1e21).toPrecision(3) + " " + (123456).toPrecision(2) + " " + (1.25).toPrecision(2));
// expect: 123.5 0.00001 1.00e+21 1.2e+5 1.3
try { (1).toFixed(101); } catch (e) { print(e.message); } // expect: toFixed() digits argument must be between 0 and 100
try { (1).toPrecision(0); } catch (e) { print(e.message); } // expect: toPrecision() argument must be between 1 and 100
print([parseInt("12px"), parseInt("0x1f"), parseInt(""), parseInt("101", 2), parseInt("z", 36), parseInt("9007199254740993"), parseInt("-0"), parseInt("1e3"), parseInt("08")].join());
// expect: 12,31,NaN,5,35,9007199254740992,0,1,8
print([parseFloat("3.14abc"), parseFloat(".5."), parseFloat("-Infinityx"), parseFloat("1e1000"), parseFloat("e5"), parseFloat("  \n1")].join());
// expect: 3.14,0.5,-Infinity,Infinity,NaN,1
print([Number(""), Number(" 12 "), Number("1,2"), Number("0b101"), Number("0o17"), Number("-0x1"), Number("1_000"), Number(null), Number(undefined), Number(true), Number([5]), Number([1, 2]), Number("Infinity"), Number("\u00a01\ufeff")].join());
// expect: 0,12,NaN,5,15,NaN,NaN,0,NaN,1,5,NaN,Infinity,1
print([0b11, 0o17, 0xff, 1_000_000, .5, 5., 1e3, 010, 08, 0.1e-1].join());
// expect: 3,15,255,1000000,0.5,5,1000,8,8,0.01
print(Number.MAX_SAFE_INTEGER + " " + Number.EPSILON + " " + Number.MIN_VALUE + " " + Number.isSafeInteger(2 ** 53) + Number.isInteger(5.0) + Number.isInteger("5"));
// expect: 9007199254740991 2.220446049250313e-16 5e-324 falsetruefalse
print(Object.is(-0, 0) + " " + Object.is(NaN, NaN) + " " + (1 / -0) + " " + Object.is(Number("-0"), -0) + " " + String(-0) + JSON.stringify([-0]) + `${-0}`);
// expect: false true -Infinity true 0[0]0
print(1.7976931348623158e308 + " " + 1.7976931348623159e308 + " " + 2.2250738585072011e-308 + " " + 9007199254740993 + " " + 0.1.toString());
// expect: 1.7976931348623157e+308 Infinity 2.225073858507201e-308 9007199254740992 0.1
print((25).toString(36) + (1e-7).toString(10) + (1.1).toString(2).length + (3).toLocaleString()); // expect: p1e-7533
