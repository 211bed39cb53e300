// Getters and setters whose bodies stand where a property is read or written.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }
class P {
  #secret = 5;
  constructor(y) { this._y = y; this.sets = 0; }
  get y() { return this._y; }
  set y(v) { if (v > 1e6) throw new RangeError("far"); this.sets++; this._y = v; return 99; }
  get secret() { return this.#secret; }
  get lazy() { if (this._lazy === undefined) this._lazy = "made" + this._y; return this._lazy; }
}
function step(p, by) { p.y = p.y + by; return p.y * 2 + p.secret; }
function steps(p, n, by) { let s = 0; for (let i = 0; i < n; i++) s += step(p, by); return s; }
const p = new P(0);
console.log(warm(steps, p, 3, 1), p.y, p.sets, steps(p, 3, 0.5), steps(new P("s"), 2, "t"));
// expect: 5409 900 900 5421 NaN
function chain(p) { return p.y += 2, p.y++, --p.y, (p.y = 7) + p.y; }
console.log(warm(chain, new P(1)), chain(new P(-0)));
// expect: 14 14

// Thrown inside, with the variables of the caller as they are; and the names of the frames.
function run(p, n, by) { let at = -1; try { for (let i = 0; i < n; i++) { at = i; step(p, by); } } catch (e) { return e.message + at + p?.sets; } return at; }
console.log(warm(run, new P(1), 3, 0), run(new P(0), 9, 3e5), run(null, 1, 1).slice(0, 6));
// expect: 2 far33 Cannot
class T { get v() { throw new Error("v"); } }
class U { get v() { return this.w.x; } }
function trace(o) { try { const v = o.v; return v; } catch (e) { return e.stack.split("\n").slice(1, 3).map(l => l.trim().split(" ")[1]).join("<"); } }
function traces(o) { return trace(o); }
const u = new U(); u.w = { x: 3 };
console.log(warm(traces, u), trace(Object.create(U.prototype)), trace(new T()), warm(traces, new T()));
// expect: 3 get<trace get<trace get<trace

// The getter changes: another function, a data property, none, one on the object, another prototype.
class Q { get a() { return 1; } }
function read(o) { let s = ""; for (let i = 0; i < 3; i++) s += o.a; return s; }
const q = new Q();
console.log(warm(read, q));
// expect: 111
Object.defineProperty(Q.prototype, "a", { get() { return 2; }, configurable: true });
console.log(read(q), warm(read, q));
// expect: 222 222
Object.defineProperty(Q.prototype, "a", { get: undefined, set() { } });
console.log(read(q));
// expect: undefinedundefinedundefined
Object.defineProperty(Q.prototype, "a", { value: 3, configurable: true });
console.log(read(q));
// expect: 333
delete Q.prototype.a;
console.log(read(q), read({ get a() { return 4; } }));
// expect: undefinedundefinedundefined 444
class R extends P { get y() { return super.y * 10; } }
function reads(a, b) { let s = 0; for (let i = 0; i < 4; i++) s += (i & 1 ? a : b).y; return s; }
console.log(warm(reads, new P(1), new P(2)), reads(new P(1), new R(2)), warm(reads, new R(3), new R(4)));
// expect: 6 42 140
let n = 0;
class Swap { get x() { if (++n === 450) Object.defineProperty(Swap.prototype, "x", { get() { return 1000; } }); return 1; } }
function swap(o) { return o.x + o.x; }
console.log(warm(swap, new Swap()), n);
// expect: 2000 450
console.log(warm(p => p.lazy, new P(1)), (p => { "use strict"; try { p.secret = 1; } catch (e) { return e.name; } })(new P(1)));
// expect: made1 TypeError
function primitives(s) { return s.length + s.size; }
Object.defineProperty(String.prototype, "size", { get() { "use strict"; return typeof this + this.length; } });
console.log(warm(primitives, "abc"));
// expect: 3string3
