// Named access through a key that changes, and through more shapes than a site
// remembers: what is cached for shape and key must end with what it was true of.
const say = (...parts) => print(parts.map(String).join(" "));
const get = (o, k) => o[k];
const set = (o, k, v) => { o[k] = v; };
const has = (o, k) => k in o;
const read = o => o.v;
const write = (o, v) => { o.v = v; };
const call = o => o.m();
const warm = f => { for (let i = 0; i < 40; i++) f(i); };

// Many shapes at one site.
const shapes = [];
for (let i = 0; i < 16; i++) {
  const o = {};
  for (let j = 0; j < i; j++) o["p" + j] = j;
  o.v = i;
  shapes.push(o);
}
let sum = 0;
warm(i => { const o = shapes[i & 15]; sum += read(o); write(o, i & 15); });
say("shapes", sum);

// An accessor takes the place of a data property.
Object.defineProperty(shapes[3], "v", { get() { return "got"; }, set(x) { say("set", x); }, configurable: true });
say(read(shapes[3]), get(shapes[3], "v"));
write(shapes[3], 1);
set(shapes[3], "v", 2);

// Read-only, frozen, sealed.
Object.defineProperty(shapes[4], "v", { value: "fixed", writable: false });
write(shapes[4], 1);
set(shapes[4], "v", 2);
say(read(shapes[4]));
Object.freeze(shapes[5]);
write(shapes[5], 100);
say(read(shapes[5]));
say((() => { "use strict"; try { shapes[5].v = 1; } catch (e) { return e.name; } })());

// Deletes between.
delete shapes[6].v;
say(read(shapes[6]), get(shapes[6], "v"), has(shapes[6], "v"));
write(shapes[6], "again");
say(read(shapes[6]), has(shapes[6], "v"));

// A prototype gets what was absent, loses it, is replaced.
class A { m() { return "A"; } }
class B extends A {}
const methods = shapes.map((_, i) => { const o = new B(); o["q" + i] = 1; return o; });
warm(i => call(methods[i & 15]));
say(call(methods[0]), has(methods[0], "late"), get(methods[0], "late"));
warm(() => { has(methods[0], "late"); get(methods[0], "late"); });
A.prototype.late = "now";
say(has(methods[0], "late"), get(methods[0], "late"));
B.prototype.m = () => "B";
say(call(methods[1]), get(methods[1], "m")());
delete B.prototype.m;
say(call(methods[1]));
Object.setPrototypeOf(methods[2], { m: () => "C" });
say(call(methods[2]), has(methods[2], "late"));
Object.defineProperty(A.prototype, "late", { get() { return this === methods[3]; } });
say(get(methods[3], "late"), get(methods[4], "late"));
Object.defineProperty(A.prototype, "stop", { set(x) { say("stop", x); } });
warm(i => i || set(methods[5], "stop", i));
say(Object.keys(methods[5]).join());

// A site that adds a property to many shapes, then meets a setter.
const add = (o, x) => { o.added = x; };
const fresh = i => ({ ["f" + (i & 7)]: 1 });
warm(i => add(fresh(i), i));
Object.defineProperty(Object.prototype, "added", { set(x) { say("added", x); }, configurable: true });
add(fresh(1), 1);
delete Object.prototype.added;
const last = fresh(1);
add(last, 2);
say(JSON.stringify(last));
const closed = Object.preventExtensions(fresh(2));
add(closed, 3);
say(JSON.stringify(closed));

// Dictionaries: words counted, deleted, counted again.
const counts = {};
for (let i = 0; i < 900; i++) {
  const w = "w" + i % 150;
  counts[w] = (counts[w] || 0) + 1;
}
say(counts.w0, counts.w149, has(counts, "w150"), has(counts, "w149"));
const w = ["w1", "w2", "w3"];
warm(i => { counts[w[i % 3]]; delete counts[w[i % 3]]; has(counts, w[i % 3]) && say("wrong"); counts[w[(i + 1) % 3]] = i; });
say(counts.w1, counts.w2, counts.w3);
const large = {};
for (let i = 0; i < 1000; i++) large["k" + i % 900] = i;
say(large.k0, large.k899, Object.keys(large).length);

// Names that are indices, canonical numbers, symbols and unusual receivers.
const mixed = [10, 20, 30];
const typed = new Uint8Array([1, 2, 3]);
const names = ["0", "1", "length", "1.5", "-0", "Infinity", "x"];
warm(i => { const n = names[i % 7]; get(mixed, n); get(typed, n); set(typed, n, 7); has(typed, n); });
say(names.map(n => get(mixed, n)).join(), names.map(n => get(typed, n)).join(), names.map(n => has(typed, n)).join());
set(mixed, "length", 1);
say(mixed.length, get(mixed, "length"), get(mixed, "0"), get(mixed, "1"));
const sym = Symbol("s");
const bag = { [sym]: 1 };
warm(i => set(bag, sym, i));
say(get(bag, sym), has(bag, sym), has({}, sym));
say(get("abc", "length"), get("abc", "1"), get(5, "toFixed") === Number.prototype.toFixed);
const joined = "ab" + String.fromCharCode(99);
const abc = { abc: 1 };
warm(() => set(abc, joined, get(abc, joined) + 1));
say(abc.abc);

// Proxies and arguments at sites that are warm.
const log = [];
const proxy = new Proxy({ v: 1 }, {
  get(t, k) { log.push("get " + String(k)); return t[k]; },
  set(t, k, x) { log.push("set " + String(k)); t[k] = x; return true; },
  has(t, k) { log.push("has " + String(k)); return k in t; },
});
say(read(proxy), get(proxy, "v"), has(proxy, "v"));
write(proxy, 5);
set(proxy, "v", 6);
const heir = Object.create(proxy);
say(get(heir, "v"), has(heir, "z"));
set(heir, "v", 8);
say(log.join());
const mapped = (function (a) { warm(i => set(arguments, "0", i)); return a; })(1);
say(mapped);
for (const bad of [null, undefined]) {
  try { get(bad, "v"); } catch (e) { say(e.name); }
  try { set(bad, "v", 1); } catch (e) { say(e.name); }
}
try { has("text", "v"); } catch (e) { say(e.name, e.message); }
try { has({}, { toString() { throw new RangeError("key"); } }); } catch (e) { say(e.name); }

// Values that are young when they are stored into something old.
const old = {};
const keysOf = ["a", "b", "c", "d"];
for (let i = 0; i < 4; i++) old[keysOf[i]] = null;
let cells = 0;
for (let i = 0; i < 400; i++) {
  set(old, keysOf[i & 3], { i, text: "t" + i });
  if (get(old, keysOf[(i + 1) & 3])) cells++;
}
say(old.a.text, old.d.i, cells);
// expect: shapes 268
// expect: got got
// expect: set 1
// expect: set 2
// expect: fixed
// expect: 5
// expect: TypeError
// expect: undefined undefined false
// expect: again true
// expect: A false undefined
// expect: true now
// expect: B B
// expect: A
// expect: C false
// expect: true false
// expect: stop 0
// expect: q5
// expect: added 1
// expect: {"f1":1,"added":2}
// expect: {"f2":1}
// expect: 6 6 false true
// expect: undefined 39 undefined
// expect: 900 899 900
// expect: 10,20,3,,,, 7,7,3,,,,7 true,true,true,false,false,false,true
// expect: 1 1 10 undefined
// expect: 39 true false
// expect: 3 b true
// expect: 41
// expect: 1 1 true
// expect: 6 false
// expect: get v,get v,has v,set v,set v,get v,has z,set v
// expect: 39
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError Cannot use 'in' operator to search for 'v' in text
// expect: RangeError
// expect: t396 399 397
