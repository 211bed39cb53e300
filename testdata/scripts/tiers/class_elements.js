// Instance elements and implied constructors in hot code.

// Surplus arguments stand where the frame of the field function would.
class Few { n = arguments_seen++; constructor() { this.all = [...arguments].join(); } }
let arguments_seen = 0;
function surplus(n) { let o; for (let i = 0; i < n; i++) o = new Few(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, i); return o.n + ":" + o.all; }
print(surplus(300)); // expect: 299:1,2,3,4,5,6,7,8,9,10,11,299

// Implied constructors pass on few arguments and many, and follow a changed parent.
class P { constructor(...a) { this.a = a; } who() { return "P"; } }
class Q { constructor(...a) { this.a = a.reverse(); } who() { return "Q"; } }
class I extends P { f = 1; }
class J extends I { g = this.f + 1; }
function implied(n) {
  const seen = new Map();
  for (let i = 0; i < n; i++) {
    if (i === n / 2) { Object.setPrototypeOf(I, Q); Object.setPrototypeOf(I.prototype, Q.prototype); }
    const j = i % 3 ? new J(i % 3, 0) : new J(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const k = j.who() + j.a + j.f + j.g;
    seen.set(k, (seen.get(k) || 0) + 1);
  }
  return [...seen].map(([k, v]) => k + "=" + v).join(" ");
}
print(implied(600)); // expect: P1,2,3,4,5,6,7,8,9,1012=100 P1,012=100 P2,012=100 Q10,9,8,7,6,5,4,3,2,112=100 Q0,112=100 Q0,212=100

// The parent of an implied constructor stops being a constructor.
class K extends P {}
function orphan(n) {
  let made = 0;
  for (let i = 0; i < n; i++) {
    if (i === n - 3) Object.setPrototypeOf(K, i => i);
    try { made += new K(i).a.length; } catch (e) { made += e.constructor === TypeError ? 1000 : 1e6; }
  }
  return made;
}
print(orphan(200)); // expect: 3197

// Initialisers that throw, in a loop that catches; nothing of the object is left.
let fuse = 0;
class Risky { #a = 1; b = ++fuse % 4 === 0 ? boom() : fuse; #m() { return this.#a; } m() { return this.#m() + this.b; } }
function boom() { throw new RangeError("boom " + fuse); }
class Riskier extends Risky { #c = fuse; constructor() { super(); this.d = this.#c; } }
function risk(n) {
  let sum = 0, caught = "";
  for (let i = 0; i < n; i++) {
    try { const r = i & 1 ? new Risky() : new Riskier(); sum += r.m() - r.b; } catch (e) { caught = e.message; sum += 100; }
  }
  return sum + " " + caught;
}
print(risk(400)); // expect: 10300 boom 400

// super() twice, this before super(), and a constructor that gives another object.
class Twice extends P { f = 1; constructor(k) { super(k); if (k % 50 === 49) super(k); } }
class Early extends P { f = 1; constructor(k) { if (k % 50 === 49) this.x = 1; super(k); } }
class Stamp extends (class { constructor(o) { return o; } }) { #s = 1; f = 2; static sum(o) { return o.#s + o.f; } }
function odd(n) {
  let errors = 0, sum = 0;
  for (let i = 0; i < n; i++) {
    try { new Twice(i); } catch (e) { errors += e instanceof ReferenceError; }
    try { new Early(i); } catch (e) { errors += e instanceof ReferenceError; }
    const o = {};
    new Stamp(o);
    sum += Stamp.sum(o);
    try { new Stamp(o); } catch (e) { errors += (e instanceof TypeError) * 1000; }
  }
  return errors + " " + sum;
}
print(odd(200)); // expect: 200008 600

// Fields are defined, not assigned, also where the prototype has a setter or where a
// frozen object is given.
class Setter { set f(v) { throw "assigned"; } }
class Defines extends Setter { f = 7; }
function defines(n) { let s = 0; for (let i = 0; i < n; i++) s += new Defines().f; return s; }
print(defines(200)); // expect: 1400
class Frozen extends (class { constructor() { return Object.freeze({}); } }) { f = 1; }
function frozen(n) { let s = 0; for (let i = 0; i < n; i++) try { new Frozen(); } catch (e) { s += e instanceof TypeError; } return s; }
print(frozen(100)); // expect: 100

// Many classes at one super call, and new.target seen from the base.
class Root { t = new.target; kind = this.constructor.name; constructor() { this.target = new.target.name; } }
const leaves = [0, 1, 2, 3, 4].map(k => ({ ["L" + k]: class extends Root { own = k; } })["L" + k]);
function many(n) { const out = new Set(); for (let i = 0; i < n; i++) { const l = new leaves[i % 5](); out.add(l.kind + l.target + l.own + l.t); } return [...out].join(); }
print(many(300)); // expect: L0L00undefined,L1L11undefined,L2L22undefined,L3L33undefined,L4L44undefined
