// What traps, Reflect and targets answer is asked each time, however often it was the same.
const t = { a: 1, b: 2, get c() { return this.a; } };
const handler = { get(o, k, r) { return Reflect.get(o, k, r); }, set(o, k, v) { return Reflect.set(o, k, v); } };
const p = new Proxy(t, handler), plain = new Proxy(t, {}), s = Symbol("s");
const tell = (f) => { try { return String(f()); } catch (e) { return e.name; } };
const log = [];
function round() {
  return [p.a, p.b, plain.a, plain.c, p.c, Reflect.get(t, "a"), Reflect.get(t, "c", { a: 7 }), Reflect.has(t, "a"), Reflect.has(t, "none"),
    Reflect.get(t, s), plain[s], Reflect.set(t, "b", 5), p.b = 2].map(String).join();
}
for (let i = 0; i < 60; i++) round();
log.push(round());
t[s] = "symbol";
Object.prototype.none = 1;
log.push(round());
delete Object.prototype.none;
handler.get = function (o, k) { return k === "a" ? "other" : Reflect.get(...arguments); };
log.push(round());
delete handler.get;
log.push(round());
Object.setPrototypeOf(handler, { get: (o, k) => "inherited " + String(k) });
log.push(round());
handler.get = (o, k) => (Object.freeze(o), k === "a" ? 1 : "lie");
log.push(tell(() => p.a), tell(() => p.b), Reflect.set(t, "b", 9), t.b, tell(() => { "use strict"; plain.b = 1; }), tell(() => { p.b = 1; }));
handler.get = 1;
log.push(tell(() => p.a));
handler.get = null;
log.push(tell(() => p.a));
// Receivers of getters behind what caches don't know: a prototype that is a proxy.
const odd = Object.setPrototypeOf({ own: 1 }, new Proxy({}, { get: (o, k, r) => [k, r === wrapped].join("!") }));
const wrapped = new Proxy(odd, {});
for (let i = 0; i < 3; i++) log.push(wrapped.own, wrapped.far, Reflect.get(odd, "far", wrapped));
log.push(tell(() => Reflect.get(1, "a")), tell(() => Reflect.has("x", "a")), Reflect.get([1, 2], "length"), Reflect.get([4], 0), Reflect.get([4], "0"), Reflect.set([], "length", 3));
for (const line of log) print(line);
// expect: 1,2,1,1,1,1,7,true,false,undefined,undefined,true,2
// expect: 1,2,1,1,1,1,7,true,true,symbol,symbol,true,2
// expect: other,2,1,1,other,1,7,true,false,symbol,symbol,true,2
// expect: 1,2,1,1,1,1,7,true,false,symbol,symbol,true,2
// expect: inherited a,inherited b,1,1,inherited c,1,7,true,false,symbol,symbol,true,2
// expect: 1
// expect: TypeError
// expect: false
// expect: 2
// expect: TypeError
// expect: undefined
// expect: TypeError
// expect: 1
// expect: 1
// expect: far!true
// expect: far!true
// expect: 1
// expect: far!true
// expect: far!true
// expect: 1
// expect: far!true
// expect: far!true
// expect: TypeError
// expect: TypeError
// expect: 2
// expect: 4
// expect: 4
// expect: true
