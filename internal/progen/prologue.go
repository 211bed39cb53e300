package progen

import "fmt"

// prologue is what every program begins with: what it prints with, the limits
// of its values, the state that functions share, and the way back from changes
// to the builtins. It uses nothing that a program changes later.
var prologue = fmt.Sprintf(`let fuel = %d, printed = 0, hash = 0;
var checkpoint = globalThis.checkpoint ?? function () {}, collect = globalThis.$262?.gc ?? function () {};
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty, getPrototypeOf, setPrototypeOf, apply } = Reflect;
const isArray = Array.isArray, stringify = JSON.stringify, is = Object.is, str = String, create = Object.create, fround = Math.fround;
const slice = Function.prototype.call.bind(String.prototype.slice);
const then = Function.prototype.call.bind(Promise.prototype.then);
function show(v, depth = 0) {
  if (typeof v === "string") return stringify(v.length > 60 ? slice(v, 0, 60) + v.length : v);
  if (typeof v === "number") return is(v, -0) ? "-0" : str(v);
  if (typeof v === "bigint") return str(v) + "n";
  if (typeof v === "function") return "function";
  if (typeof v !== "object" || v === null) return str(v);
  if (v instanceof Error) return typeof terse === "undefined" ? v.name + ": " + v.message : str(v.name);
  if (depth > 1) return "...";
  const keys = ownKeys(v), array = isArray(v);
  let text = array ? "[" : "{";
  for (let i = 0; i < keys.length && i < 9; i++) {
    const d = getOwnPropertyDescriptor(v, keys[i]);
    if (i > 0) text += ",";
    if (d === undefined) { text += "gone"; continue; }
    text += str(keys[i]) + (d.writable === false ? "!" : "") + ":" + (d.get || d.set ? "accessor" : show(d.value, depth + 1));
  }
  return text + (array ? "]" : "}");
}
// nodes counts what hangs on a value, up to a bound.
function nodes(v, depth, n) {
  if (typeof v === "string") return n + (v.length >> 3);
  if (typeof v !== "object" || v === null || n > 30) return n;
  if (depth > 3) return 99;
  const keys = ownKeys(v);
  if (keys.length > 60) return 99;
  n++;
  for (let i = 0; i < keys.length; i++) {
    const p = getOwnPropertyDescriptor(v, keys[i]);
    if (p !== undefined && "value" in p) n = nodes(p.value, depth + 1, n);
  }
  return n;
}
// small keeps values from growing without end.
function small(v) {
  if (typeof v === "string") return v.length > 300 ? slice(v, 0, 7) : v;
  if (typeof v === "bigint") return BigInt.asIntN(100, v);
  return typeof v === "object" && v !== null && nodes(v, 0, 0) > 30 ? 1 : v;
}
function log(v) {
  const text = show(v);
  if (++printed < 1500) print(text);
  hash = (hash * 31 + text.length) | 0;
  return v;
}
async function consume(it) { let n = 0; for await (const v of it) { log(v); if (++n > 5) break; } }
// Decorators, which look at what they are given, and change some of it.
function tell(v, c) { log(c.kind); log(c.name); log(c.static); log(v); }
function wrap(v, c) {
  if (c.kind === "field") return function (x) { gi++; return small(x); };
  if (c.kind === "accessor") return { get() { return apply(v.get, this, []); }, set(x) { gi++; apply(v.set, this, [small(x)]); }, init(x) { return x; } };
  if (c.kind === "class") return class extends v { x = 1; };
  return function (...args) { pay(); return apply(v, this, args); };
}
function start(v, c) { c.addInitializer(function () { pay(); gi++; log(c.kind + typeof this); }); }
function reach(v, c) { c.addInitializer(function () { pay(); try { log(c.access.has(this)); shared = small(c.access.get(this)); c.access.set?.(this, gi); } catch (e) { log(e); } }); }
function mark(v, c) { c.metadata[c.kind] = (c.metadata[c.kind] ?? 0) + 1; gi++; }
function take(it) { const list = []; for (let i = 0; i < 5; i++) { const r = it.next(i); if (r.done) break; list[i] = r.value; } return list; }
function pay() { if (--fuel < 0) throw "fuel"; return true; }
class Base {
  constructor(a) { this.x = a; this.y = 1; }
  get twice() { return this.x * 2; }
  set twice(v) { this.x = v; }
  m(a) { return this.x + a; }
  static s(a) { return a; }
}
class Derived extends Base {
  #p = 3;
  z = 4;
  constructor(a, b) { super(b); this.a = a; }
  m(a) { return super.m(a) + this.#p; }
  bump() { return ++this.#p; }
}
function dictionary(n) {
  const d = { x: 1, y: "d", z: 2.5 };
  for (let i = 0; i < n; i++) d["k" + i] = i;
  for (let i = 0; i < n; i += 2) delete d["k" + i];
  delete d.y;
  return d;
}
const typed = new Int32Array(8), doubles = new Float64Array(8), bytes = new Uint8ClampedArray(8);
const o0 = { x: 1, y: 2, z: "z" }, o1 = new Derived(1.5, 2), a0 = [1, 2, 3, 4], y0 = Symbol("y0");
var shared = 0, gi = 5, gn = 0.5, gs = "ab", gb = 7n, o2 = create(o0), a1 = [1.5, , "s"];
const homes = [Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Map, Set, Promise, RegExp, Int32Array, Base, Derived];
const arrayIterator = getPrototypeOf([][Symbol.iterator]()), saved = [];
for (let i = 0; i < homes.length * 2 + 2; i++) {
  const c = homes[i >> 1], o = c === undefined ? (i %% 2 ? Math : arrayIterator) : i %% 2 ? c : c.prototype, keys = ownKeys(o), list = [];
  for (let j = 0; j < keys.length; j++) list.push(keys[j], getOwnPropertyDescriptor(o, keys[j]));
  saved.push(o, getPrototypeOf(o), list);
}
function same(a, b) {
  return b !== undefined && is(a.value, b.value) && a.get === b.get && a.set === b.set && a.writable === b.writable && a.enumerable === b.enumerable;
}
// restore undoes what a program did to the builtins.
function restore() {
  for (let i = 0; i < saved.length; i += 3) {
    const o = saved[i], list = saved[i + 2], keys = ownKeys(o);
    setPrototypeOf(o, saved[i + 1]);
    if (keys.length * 2 !== list.length) {
      for (let j = 0; j < keys.length; j++) {
        let known = false;
        for (let k = 0; k < list.length; k += 2) if (list[k] === keys[j]) known = true;
        if (!known) deleteProperty(o, keys[j]);
      }
    }
    for (let k = 0; k < list.length; k += 2) {
      if (!same(list[k + 1], getOwnPropertyDescriptor(o, list[k]))) defineProperty(o, list[k], list[k + 1]);
    }
  }
}
`, fuel)
