// The keys of compound assignments, which are converted once.
"use strict";
const say = (...xs) => print(xs.map(String).join(" "));
const warm = (f, ...x) => { let r; for (let i = 0; i < 400; i++) r = f(...x); return r; };
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };

const keyed = { a: 1, 1.5: 2 };
const bump = (o, k) => { o[k] += 1; return o[k]; };
say(warm(bump, keyed, "a"), warm(bump, keyed, 1.5), warm(bump, [0], 0), warm(bump, keyed, { toString: () => "a" }), warm(bump, keyed, Symbol.iterator), attempt(() => bump(null, 0)), attempt(() => bump(undefined, "x"))); // expect: 401 402 400 801 NaN TypeError TypeError
