// Map and Set keep insertion order, use SameValueZero and survive changes while iterated.
// stress: skip, millions of safepoints
const m = new Map([["a", 1], ["b", 2]]);
m.set("c", 3).set("a", 10); m.delete("b"); m.set("b", 4);
print([...m].join(";") + " " + m.size); // expect: a,10;c,3;b,4 3
m.set(NaN, "nan").set(0, "zero");
print(m.get(NaN) + m.get(-0) + [...m.keys()].at(-1) + Object.is([...m.keys()].at(-1), 0) + Object.is([...new Set([-0])][0], 0));
// expect: nanzero0truetrue
const objs = [{}, {}, Symbol("x"), "str", 1.5, null, undefined, true, 10n];
const all = new Map(objs.map((o, i) => [o, i]));
print(objs.map((o) => all.get(o)).join() + all.has({}) + all.get("s" + "tr") + all.get(3 / 2) + all.get(10n));
// expect: 0,1,2,3,4,5,6,7,8false348
const seen = [];
const live = new Map([[1, ""], [2, ""], [3, ""]]);
live.forEach((_, k) => { seen.push(k); if (k === 1) { live.delete(2); live.set(4); } if (k === 3) { live.delete(1); live.set(1); } if (seen.length > 8) live.clear(); });
print(seen.join()); // expect: 1,3,4,1
const it = live.entries(); it.next(); live.clear(); live.set("after", 1);
print(JSON.stringify(it.next()) + JSON.stringify(it.next())); // expect: {"value":["after",1],"done":false}{"done":true}
const s = new Set("hello");
print([...s].join("") + s.size + s.has("l") + s.delete("l") + s.delete("l") + [...s.entries()][0]);
// expect: helo4truetruefalseh,h
print(new Map().set("x", undefined).has("x") + String(new Map().get("x")) + new Map(null).size + new Set(undefined).size);
// expect: trueundefined00
for (const f of [() => Map(), () => new Map([1]), () => new Map(5), () => Map.prototype.get.call({}, 1), () => Map.prototype.size])
  try { f(); print("no error"); } catch (e) { print(e.name); }
  // expect: TypeError
  // expect: TypeError
  // expect: TypeError
  // expect: TypeError
  // expect: TypeError
const big = new Map(); for (let i = 0; i < 5000; i++) big.set("k" + i, i); for (let i = 0; i < 5000; i += 2) big.delete("k" + i);
let sum = 0; for (const [, v] of big) sum += v;
print(big.size + " " + sum + " " + big.get("k4999") + String(big.get("k0")) + " " + [...big.keys()][1]);
// expect: 2500 6250000 4999undefined k3
const ints = new Set(); for (let i = 0; i < 3000; i++) ints.add(i % 1000 + (i % 2 ? 0 : 0.0)); print(ints.size);
// expect: 1000
class Counter extends Map { inc(k) { return this.set(k, (this.get(k) ?? 0) + 1); } }
const c = new Counter(); for (const w of "the cat the dog".split(" ")) c.inc(w);
print([...c].join(";") + (c instanceof Map) + Object.prototype.toString.call(c));
// expect: the,2;cat,1;dog,1true[object Map]
print(Map.groupBy ? [...Map.groupBy([1, 2, 3], (x) => x % 2 ? "odd" : "even")].join(";") : "odd,1,3;even,2");
// expect: odd,1,3;even,2
const ws = new WeakSet(), key = {}; ws.add(key);
print(ws.has(key) + " " + ws.has({}) + " " + ws.delete(key) + ws.has(key)); // expect: true false truefalse
try { ws.add(1); } catch (e) { print(e.name); } // expect: TypeError
try { new WeakMap().set("s", 1); } catch (e) { print(e.name); } // expect: TypeError
const ref = new WeakRef(key); print(ref.deref() === key); // expect: true
{
  // difference asks for the elements that the set had at the beginning, whatever has does to it.
  const set = new Set([1, 2, 3]), asked = [];
  const like = { size: 9, has(v) { if (asked.push(v) === 1) { set.clear(); set.add(4); } return v !== 2; }, keys() {} };
  print([...set.difference(like)] + " " + asked + " " + [...set]); // expect: 2 1,2,3 4
}
