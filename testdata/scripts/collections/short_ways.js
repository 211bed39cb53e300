// What has a short way: constructors of Map, Set and typed arrays, their methods, those of arrays
// and DataViews, with operands for it and others, in every tier.
const show = v => typeof v === "object" && v !== null ? Object.prototype.toString.call(v) + [...(v[Symbol.iterator] ? v : [])].map(String).join("|") : String(v);
const tried = f => { try { return show(f()); } catch (e) { return e.name; } };
class Own extends Set { add(v) { return super.add("own" + v); } }
const key = {}, holes = [1, , 3], view = new DataView(new ArrayBuffer(8), 1);
const proxy = new Proxy({ x: 1 }, { getOwnPropertyDescriptor() { return { value: 2, configurable: true }; } });
function all(i) {
  const m = new Map([[1, "a"], ["k", i], [key, 3], [NaN, 4], [-0, 5]]), w = new WeakMap(), a = [1, 2, 3];
  w.set(key, i);
  view.setInt16(1, i); view.setFloat64 && view.setUint8(0, 300); view.setFloat32(3, 1.5, true);
  return [
    show(new Set), show(new Set([1, 1, "x", NaN, NaN, 0, -0])), show(new Set(holes)), show(new Set("aba")), show(new Own([1, 2])), show(new Set(null)),
    show(new Map), show(m), m.get(NaN), m.get(0), m.get(1.0), m.delete(1), m.delete(1), m.has("k"), m.size, tried(() => new Map([1])), tried(() => new Map([[]])), tried(() => Map()),
    new Set([1, 2]).delete(2), w.get(key) === i, w.get(1), w.has(key), w.has(i), tried(() => w.set(1, 1)), tried(() => new WeakSet().add("s")),
    show(new Uint8Array(3)), show(new Float64Array), show(new BigInt64Array(1)), new Uint16Array(600).length, tried(() => new Int8Array(-1)), tried(() => Uint8Array(1)), show(new Uint8Array("2")),
    view.getInt16(1) === i, view.getInt16(1, true), view.getUint8(0), view.getFloat32(3, true), tried(() => view.getInt8(7)), tried(() => view.getInt32(4)), tried(() => view.setInt8(-1, 1)), tried(() => view.getBigInt64(0)),
    tried(() => view.setBigInt64(0, 1)), view.setInt8(2, "7"), view.getInt8(2), view.getInt8("2"),
    a.push(4, 5, i), a.shift(), a.unshift("x", "y"), a.at(-1) === i, a.at(0), a.at(9), a.at("1"), show([1, 2, 3].reverse()), [].shift(), show(holes.slice().reverse()), holes.at(1), [, 1].shift(),
    Object.freeze([1, 2]).at(0), tried(() => Object.freeze([1]).push(2, 3)), tried(() => Object.freeze([1]).shift()), tried(() => Object.freeze([1, 2]).reverse()), tried(() => Object.freeze([1]).unshift(2)),
    Object.hasOwn({ a: 1 }, "a"), Object.hasOwn([5], 0), Object.hasOwn([5], "0"), Object.hasOwn([5], "length"), Object.hasOwn("ab", 1), Object.hasOwn(all, "name"), tried(() => Object.hasOwn(null, "a")),
    ({ x: 1 }).hasOwnProperty("x"), ({ x: 1 }).hasOwnProperty("toString"), [1].hasOwnProperty(3), proxy.hasOwnProperty("q"), new Uint8Array(2).hasOwnProperty(1), ({ [Symbol.iterator]: 1 }).hasOwnProperty(Symbol.iterator),
    Math.max(1, 2.5, i < 0 ? 1 : 2), Math.min(3, -0, 0), Math.max(1, NaN, Infinity), Math.max(-0, 0, -0), Math.max(1, "4", 2), Math.min(5, 4, 3, 2, 1, 0, -1, -2, -3),
  ].map(v => Object.is(v, -0) ? "-0" : String(v)).join(" ");
}
let out = all(0);
for (let i = 0; i < 200; i++) if (all(7) !== all(7)) out = "other";
print(out);
// Direct iteration closes what a script then looks for, and reads what it changes.
const log = [];
const set = new Set();
for (let i = 0; i < 3; i++) {
  const grows = [1, 2];
  class Grows extends Set { add(v) { if (v < 4) grows.push(v + 2); return super.add(v); } }
  log.push([...new Grows(grows)].join());
  class Fails extends Set {
    add(v) {
      Object.getPrototypeOf([][Symbol.iterator]()).return = function () { log.push("closed " + this.next().value); return {}; };
      throw v;
    }
  }
  try { new Fails([7, 8]); } catch (e) { log.push("thrown " + e); }
  delete Object.getPrototypeOf([][Symbol.iterator]()).return;
  const getter = [1, 2];
  Object.defineProperty(getter, 1, { get() { throw "got"; } });
  try { new Set(getter); } catch (e) { log.push(e); }
}
print(log.join(" "));
const values = Array.prototype[Symbol.iterator], add = Set.prototype.add;
Array.prototype[Symbol.iterator] = function* () { yield "other"; };
print([new Set([1]).has("other"), new Map([1, 2].length ? new Set : 0).size].join());
Array.prototype[Symbol.iterator] = values;
Set.prototype.add = function (v) { return add.call(this, v * 2); };
print(new Set([1, 2]).has(4));
Set.prototype.add = add;
Promise.all([1, Promise.resolve(2), { then(f) { f(3); } }]).then(v => print(v.join()));
Promise.all(3).catch(e => print(e.name));
// So does a loop over an array that a script leaves.
function left(a) {
  for (const x of a) {
    Object.getPrototypeOf([][Symbol.iterator]()).return = function () { out = "closed at " + this.next().value; return {}; };
    if (x === 2) break;
  }
  delete Object.getPrototypeOf([][Symbol.iterator]()).return;
  return out;
}
let lefts = "";
for (let i = 0; i < 30; i++) lefts = left([1, 2, 3]);
print(lefts);
// expect: [object Set] [object Set]1|x|NaN|0 [object Set]1|undefined|3 [object Set]a|b [object Set]own1|own2 [object Set] [object Map] [object Map]1,a|k,0|[object Object],3|NaN,4|0,5 4 5 a true false true 4 TypeError [object Map], TypeError true true undefined true false TypeError TypeError [object Uint8Array]0|0|0 [object Float64Array] [object BigInt64Array]0 600 RangeError TypeError [object Uint8Array]0|0 true 0 44 1.5 RangeError RangeError RangeError RangeError TypeError undefined 7 7 6 1 7 true x undefined y [object Array]3|2|1 undefined [object Array]3|undefined|1 undefined undefined 1 TypeError TypeError TypeError TypeError true true true true true true TypeError true false false true true true 2.5 -0 NaN 0 4 -3
// expect: 1,2,3,4,5 closed 8 thrown 7 got 1,2,3,4,5 closed 8 thrown 7 got 1,2,3,4,5 closed 8 thrown 7 got
// expect: true,0
// expect: true
// expect: closed at 3
// expect: TypeError
// expect: 1,2,3
