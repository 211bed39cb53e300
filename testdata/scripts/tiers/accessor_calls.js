// Getters, setters, private elements and super from hot code: what a site has met
// stops being true while the loop runs.

class Cell {
  #raw = 0; #log = 0;
  get v() { return this.#raw; }
  set v(x) { this.#raw = x; this.#log++; }
  get #half() { return this.#raw / 2; }
  set #half(x) { this.#raw = x * 2; }
  halve() { this.#half = this.#half / 2; return this.#half; }
  static count(o) { return #log in o ? o.#log : -1; }
}
function bump(o, n) { for (let i = 0; i < n; i++) o.v = o.v + 1; return o.v; }
print(bump(new Cell(), 300)); // expect: 300
print(bump({ v: 1 }, 300)); // expect: 301
print(bump({ get v() { return 7; } }, 300)); // expect: 7
print(bump(Object.create(new Cell(), { v: { value: 5, writable: true } }), 300)); // expect: 305

// The receiver of an inherited accessor has no such private element: it throws, and
// the loop that catches goes on.
function hostile(n) {
  let caught = 0, sum = 0;
  const good = new Cell(), bad = Object.create(Cell.prototype);
  for (let i = 0; i < n; i++) {
    try { sum += (i % 5 === 4 ? bad : good).v; good.v = i; } catch (e) { if (e instanceof TypeError) caught++; }
  }
  return [caught, sum, Cell.count(good), Cell.count(bad)].join();
}
print(hostile(200)); // expect: 40,15642,160,-1
print(new Cell().halve()); // expect: 0

// An accessor is replaced while the loop that calls it runs: by another one, by data,
// by nothing.
class Changing { get x() { return 1; } }
function changing(n) {
  const o = new Changing(), seen = [];
  for (let i = 0; i < n; i++) {
    if (i === 100) Object.defineProperty(Changing.prototype, "x", { get() { return 2; } , configurable: true });
    if (i === 200) Object.defineProperty(Changing.prototype, "x", { get: undefined, set(v) {}, configurable: true });
    if (i === 300) Object.defineProperty(Changing.prototype, "x", { value: 4, configurable: true });
    if (i === 400) delete Changing.prototype.x;
    const x = o.x;
    if (seen[seen.length - 1] !== x) seen.push(x);
  }
  return String(seen.map(String));
}
try { print(changing(500)); } catch (e) { print(e.message); } // expect: 1,2,undefined,4,undefined

// No setter: silent in sloppy code, an error in strict code.
function sloppy(o, n) { for (let i = 0; i < n; i++) o.only = i; return o.only; }
function strict(o, n) { "use strict"; for (let i = 0; i < n; i++) o.only = i; return o.only; }
const only = { get only() { return "kept"; } };
print(sloppy(only, 200)); // expect: kept
try { strict(only, 200); } catch (e) { print(e.constructor.name); } // expect: TypeError

// Builtin accessors, and accessors of primitives.
Object.defineProperty(Number.prototype, "twice", { get() { "use strict"; return this * 2; }, configurable: true });
function builtin(n) {
  const m = new Map([[1, 2]]);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += m.size + i.twice;
  return sum;
}
print(builtin(200)); // expect: 40000

// Super: the receiver is this, and the parent may change.
class Base { get tag() { return "b" + this.n; } m() { return 1; } static make() { return "base"; } }
class Other { get tag() { return "o" + this.n; } m() { return 2; } }
class Derived extends Base {
  constructor(n) { super(); this.n = n; }
  get tag() { return "d" + super.tag; }
  m() { return 10 * super.m(); }
  static make() { return "derived " + super.make(); }
}
function supers(n) {
  const d = new Derived(3), seen = [];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i === n / 2) Object.setPrototypeOf(Derived.prototype, Other.prototype);
    sum += d.m();
    if (seen[seen.length - 1] !== d.tag) seen.push(d.tag);
  }
  return sum + " " + seen + " " + Derived.make();
}
print(supers(400)); // expect: 6000 db3,do3 derived base

// One class body with two sets of private names at the same sites.
function twice() { return class { #p = 1; static read(o) { return o.#p; } static has(o) { return #p in o; } add(k) { this.#p += k; return this.#p; } }; }
const C = twice(), D = twice();
function mixed(n) {
  const c = new C(), d = new D();
  let sum = 0, errors = 0, has = 0;
  for (let i = 0; i < n; i++) {
    sum += (i & 1 ? c : d).add(1);
    has += C.has(c) + C.has(d) * 1000;
    try { sum += (i & 16 ? C : D).read(c); } catch { errors++; }
  }
  return [sum, errors, has].join();
}
print(mixed(160)); // expect: 10240,80,160
