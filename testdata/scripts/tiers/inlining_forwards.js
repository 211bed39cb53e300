// Functions that are called through Function.prototype.call, where their bodies stand in hot code.
const say = (...xs) => print(xs.map(String).join(" "));
const attempt = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
const hot = (f, n = 3000) => { let r; for (let i = 0; i < n; i++) r = f(i); return r; };
function Base(a, b) { this.a = a; this.b = b; }
function Derived(a) { Base.call(this, a, 2); this.c = 3; }
say(hot((i) => { const o = new Derived(i); return o.a + o.b + o.c; })); // expect: 3004
function mine(x) { "use strict"; return [this, x, arguments.length].join(); }
say(hot((i) => mine.call(i, 1)), hot(() => mine.call()), hot(() => mine.call(null, 1, 2))); // expect: 2999,1,1 ,,0 ,1,2
function sloppy() { return typeof this; }
say(hot(() => sloppy.call({})), hot(() => sloppy.call(5)), hot(() => sloppy.call())); // expect: object object object
let f = (x) => x + 1;
const through = (x) => f.call(null, x);
say(hot(through)); // expect: 3000
f = (x) => x + 2;
say(through(1), hot(through)); // expect: 3 3001
f = Math.abs;
say(through(-4), hot(through)); // expect: 4 2999
f = { call: (t, x) => x * 10 };
say(through(2)); // expect: 20
f = 5;
say(attempt(() => through(1))); // expect: TypeError: f.call is not a function
const throws = (x) => { if (x === 2999) throw new Error("x"); return x; };
const lines = (i) => { try { return throws.call(null, i); } catch (e) { return e.stack.split("\n").slice(0, 2).map((l) => l.replace(/\(?[^ ]*:(\d+):\d+\)?/, "$1").trim()).join("|"); } };
say(hot(lines)); // expect: Error: x|at throws 23
const { call } = Function.prototype;
const calls = (x) => x.call(1, 2);
say(hot(() => calls(function (y) { return this + y; }))); // expect: 3
Function.prototype.call = function (t, x) { return "replaced" + x; };
say(calls((y) => y), calls((y) => y)); // expect: replaced2 replaced2
Function.prototype.call = call;
