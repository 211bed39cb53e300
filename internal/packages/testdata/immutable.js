// immutable: persistent maps, lists, records, sets, sequences.
import { List, Map, OrderedMap, OrderedSet, Set, Stack, Record, Seq, Range, Repeat, fromJS, is, merge, setIn } from "immutable";

let map = Map();
for (let i = 0; i < 5000; i++) map = map.set(`key${i}`, i).set(i, -i);
const before = map;
for (let i = 0; i < 5000; i += 2) map = map.delete(`key${i}`);
console.log(map.size, before.size, map.get("key1"), map.get("key2", "none"), map.reduce((a, v) => a + v, 0), map.hashCode() === Map(map).hashCode());
let list = List();
for (let i = 0; i < 3000; i++) list = list.push(i);
list = list.unshift(-1).setSize(2000).insert(1000, "middle").splice(5, 3, "a", "b");
console.log(list.size, list.get(1000), list.slice(0, 10).toJS(), list.last(), list.indexOf("middle"), list.reverse().first());
console.log(list.withMutations((l) => { for (let i = 0; i < 100; i++) l.pop().shift(); }).size);
const nested = fromJS({ a: { b: [1, 2, { c: 3 }] }, d: new Date(0), e: [[1, [2]]] });
console.log(JSON.stringify(nested.setIn(["a", "b", 2, "c"], 4).updateIn(["a", "b"], (l) => l.push(5)).deleteIn(["e", 0, 1]).mergeDeep({ a: { x: 1 } })));
console.log(String(nested.get("a")), nested.hasIn(["a", "b", 2, "c"]), nested.getIn(["e", 0, 1, 0]), is(nested, fromJS(nested.toJS())), is(Map({ a: List([1]) }), Map({ a: List([1]) })));
class Point extends Record({ x: 0, y: 0 }, "Point") { length() { return Math.hypot(this.x, this.y); } }
const p = new Point({ x: 3 }).set("y", 4);
console.log(String(p), p.length(), is(p, new Point({ x: 3, y: 4 })), JSON.stringify(p.toJS()), p.remove("x").x, p.merge({ x: 9 }).x);
try { p.x = 1; } catch (e) { console.log(e.message); }
const ordered = OrderedMap([["z", 1], ["a", 2]]).set("m", 3).sortBy((v) => -v);
console.log([...ordered.keys()].join(), String(OrderedSet(["b", "a", "b", "c"])), String(Stack.of(1, 2).push(3).unshift(0)), Set([1, 2, 3]).intersect([2, 3, 4]).union([9]).subtract([3]).toArray().sort());
console.log(Range(0, Infinity).filter((x) => x % 3 === 0).map((x) => x * x).take(6).toJS(), String(Repeat("x", 3)), Seq({ a: 1, b: 2 }).flip().toJS(), Range(1, 100, 7).size);
console.log(JSON.stringify(Range(0, 30).groupBy((x) => x % 4).map((g) => g.reduce((a, b) => a + b)).toJS()), List([3, 1, 2]).sort().join("-"), List([1, 2, 3, 4]).partition((x) => x % 2).map(String).join(" "));
console.log(List(["a", "b"]).zip(Range(0, Infinity), List(["x", "y"])).toJS(), List([[1, 2], [3]]).flatten().toJS(), List([1, 2, 3]).interpose(0).toJS(), Map({ a: 1 }).concat({ b: 2 }).mapKeys((k) => k + k).toObject());
console.log(JSON.stringify(merge({ a: [1] }, { b: 2 })), JSON.stringify(setIn({ a: { b: 1 } }, ["a", "c"], 2)), list.hashCode() === List(list.toArray()).hashCode(), [...Map({ q: 1 })].join());
const words = "the quick brown fox jumps over the lazy dog the end".split(" ");
console.log(JSON.stringify(Seq(words).countBy((w) => w).sortBy((n, w) => `${9 - n}${w}`).toJS()), Seq(words).maxBy((w) => w.length), String(Seq(words).toOrderedSet().skip(6)));
