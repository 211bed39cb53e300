// Small built-in functions in hot code, also through Function.prototype.call.
"use strict";
const say = (...xs) => print(xs.map(String).join(" "));
const warm = (f, ...x) => { let r; for (let i = 0; i < 300; i++) r = f(...x); return r; };
const attempt = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };

const has = (o, k) => Object.prototype.hasOwnProperty.call(o, k);
say(warm(has, { a: 1 }, "a"), warm(has, { a: 1 }, "b"), warm(has, "text", "length"), attempt(() => has(null, "a"))); // expect: true false true TypeError: Cannot convert undefined or null to object
say(warm(has, new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: 1, configurable: true }) }), "z")); // expect: true
say(warm((a) => Array.prototype.slice.call(a, 1).join(), [1, 2, 3]), warm((...a) => Array.prototype.push.call(...a), [1], 2, 3)); // expect: 2,3 601
say(attempt(() => warm(() => Array.prototype.indexOf.call())), warm(() => isNaN.call()), warm(() => isNaN.call(1, 2))); // expect: TypeError: Array.prototype.indexOf called on null or undefined true false
say(warm((f) => f.call.call(isFinite, null, 5), isNaN)); // expect: true

say(warm(isNaN, NaN), warm(isNaN, 1), warm(isNaN, "x"), warm(isNaN), warm(isFinite, -0), warm(isFinite, -Infinity), warm(isFinite, null), warm(isFinite)); // expect: true false true true true false true false
say(warm(Number.isNaN, NaN), warm(Number.isNaN, "x"), warm(Number.isFinite, 1.5), warm(Number.isFinite, "1"), attempt(() => isNaN(1n))); // expect: true false true false TypeError: Cannot convert a BigInt value to a number
say(warm(Boolean, ""), warm(Boolean, "0"), warm(Boolean), warm(Boolean, {}), typeof new Boolean(false)); // expect: false true false true object
const o = { x: 1 };
say(warm(Object, o) === o, typeof warm(Object, 1), typeof warm(Object), typeof warm(Object, null), Object(Object) === Object); // expect: true object object object true
say(warm(Object.getPrototypeOf, o) === Object.prototype, warm(Object.getPrototypeOf, Object.create(null)), warm(Object.getPrototypeOf, 5) === Number.prototype); // expect: true null true
say(warm(Object.getPrototypeOf, new Proxy({}, { getPrototypeOf: () => Array.prototype })) === Array.prototype); // expect: true
say(warm(Object.isFrozen, o), warm(Object.isFrozen, 1), warm(Object.isFrozen), warm(Object.isFrozen, Object.freeze([1])), warm(Object.isFrozen, Object.preventExtensions({ a: 1 })), warm(Object.isFrozen, new Proxy(Object.freeze({}), {}))); // expect: false true true true false true
const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 250));
say(warm((x) => x.getTime(), d), warm((x) => x.valueOf(), d), warm((x) => x.getUTCFullYear() + "-" + x.getUTCMonth() + "-" + x.getUTCDate() + "T" + x.getUTCHours() + ":" + x.getUTCMilliseconds(), d)); // expect: 1709209815250 1709209815250 2024-1-29T12:250
say(warm((x) => x.getTime(), new Date(NaN)), warm((x) => x.getFullYear(), new Date(NaN)), warm((x) => x.getUTCDate(), new Date(-1)), warm((x) => Object.is(x.getTime(), 0), new Date(-0))); // expect: NaN NaN 31 true
say(attempt(() => warm((x) => Date.prototype.getTime.call(x), {})), attempt(() => warm((x) => Date.prototype.getFullYear.call(x), 5))); // expect: TypeError: this is not a Date object. TypeError: this is not a Date object.
