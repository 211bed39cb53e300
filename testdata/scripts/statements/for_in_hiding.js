// What for-in visits: a key once, by the nearest object that has it when its turn
// comes; one that is not enumerable hides the same key further up.
function keys(o) { const r = []; for (const k in o) r.push(k); return r.join(); }
function twice(name, make, step) {
  const seen = new Map();
  for (let i = 0; i < 120; i++) {
    const o = make(), r = [];
    let pad = 0;
    for (let j = 0; j < 8; j++) pad = pad + j * i | 0;
    for (const k in o) { r.push(k); if (step) step(o, k, r); if (r.length > 20) break; }
    const s = r.join();
    seen.set(s, (seen.get(s) || 0) + 1);
  }
  print(name + ": " + [...seen].map(([s, n]) => s + " x" + n).join(" | "));
}
const hide = (o, ...ks) => { for (const k of ks) Object.defineProperty(o, k, { value: 0, enumerable: false, configurable: true, writable: true }); return o; };
const on = (proto, own) => Object.create(proto, Object.getOwnPropertyDescriptors(own));

class A {} A.prototype.foo = 1; A.prototype.bar = 2;
class B extends A { foo() {} }
twice("class", () => new B()); // expect: class: bar x120
twice("own", () => hide(on({ a: 1, b: 2, c: 3 }, { c: 4, d: 5 }), "a")); // expect: own: c,d,b x120
twice("nearer", () => on(hide(on({ a: 1, b: 2 }, {}), "a"), { z: 1 })); // expect: nearer: z,b x120
twice("twice", () => on(on({ a: 1, b: 2, c: 3 }, { b: 1 }), { a: 1 })); // expect: twice: a,b,c x120
twice("hidden twice", () => on(hide(on(hide(on({ a: 1, b: 2, c: 3 }, {}), "b"), { c: 1 }), "a"), {})); // expect: hidden twice: c x120
twice("nothing enumerable", () => on(hide({}, "a"), {})); // expect: nothing enumerable:  x120
twice("symbols", () => on({ [Symbol.iterator]: 1, a: 1 }, { [Symbol("s")]: 1, b: 2 })); // expect: symbols: b,a x120
twice("indices", () => on({ 2: 0, 1: 0, b: 0, a: 0 }, { 10: 0, 2: 0, y: 0, 1.5: 0, "-1": 0, "01": 0, 4294967294: 0, 4294967295: 0, x: 0 })); // expect: indices: 2,10,4294967294,y,1.5,-1,01,4294967295,x,1,b,a x120
twice("array", () => { const a = [7, , 8]; a.k = 1; return Object.setPrototypeOf(a, on(Array.prototype, { 1: 0, 0: 0, length: 1, k: 2, j: 3 })); }); // expect: array: 0,2,k,1,j x120
twice("array as prototype", () => on(Object.assign([1, 2], { w: 1 }), { length: 5, 1: 0 })); // expect: array as prototype: 1,length,0,w x120
twice("array hides length", () => Object.setPrototypeOf([], { length: 1, m: 2 })); // expect: array hides length: m x120
twice("array passed", () => Object.create(Object.setPrototypeOf([], { length: 1, m: 2 }))); // expect: array passed: m x120
twice("hidden index", () => hide(on({ 0: 1, 1: 2, 2: 3 }, { 2: 1 }), "0")); // expect: hidden index: 2,1 x120
twice("string", () => Object.assign(new String("ab"), { c: 1 })); // expect: string: 0,1,c x120
twice("string as prototype", () => on(new String("ab"), { 0: 1, length: 2 })); // expect: string as prototype: 0,length,1 x120
twice("typed array", () => Object.assign(new Uint8Array(3), { x: 1 })); // expect: typed array: 0,1,2,x x120
twice("typed array as prototype", () => on(new Uint8Array(3), { 1: 1, z: 1 })); // expect: typed array as prototype: 1,z,0,2 x120
twice("function", () => Object.assign(function f(a) {}, { p: 1 })); // expect: function: p x120
twice("function as prototype", () => { function f() {} f.q = 1; return on(f, { name: 1 }); }); // expect: function as prototype: name,q x120
twice("arguments", () => (function () { return Object.assign(arguments, { z: 1 }); })(5, 6)); // expect: arguments: 0,1,z x120
twice("null prototype", () => on(null, { b: 1, a: 2 })); // expect: null prototype: b,a x120
twice("accessor", () => on({ get a() { return 1; }, b: 1 }, { get c() { return 1; }, set d(v) {} })); // expect: accessor: c,d,a,b x120

// Keys that come and go while the loop runs.
twice("deleted", () => ({ a: 1, b: 2, c: 3 }), (o, k) => { if (k === "a") delete o.b; }); // expect: deleted: a,c x120
twice("deleted, there above", () => on({ b: 0, d: 0 }, { a: 1, b: 2, c: 3 }), (o, k) => { if (k === "a") delete o.b; }); // expect: deleted, there above: a,c,b,d x120
twice("deleted after its turn", () => on({ a: 0, b: 0, d: 0 }, { a: 1, b: 2 }), (o, k) => { delete o[k]; }); // expect: deleted after its turn: a,b,d x120
twice("deleted above", () => on({ b: 0, d: 0, e: 0 }, { a: 1 }), (o, k) => { if (k === "b") delete Object.getPrototypeOf(o).d; }); // expect: deleted above: a,b,e x120
twice("deleted and added again", () => ({ a: 1, b: 2, c: 3 }), (o, k) => { if (k === "a") { delete o.b; o.b = 1; } }); // expect: deleted and added again: a,b,c x120
twice("hidden, then deleted", () => hide(on({ h: 1 }, { a: 1 }), "h"), (o, k) => { if (k === "a") delete o.h; }); // expect: hidden, then deleted: a,h x120
twice("made not enumerable", () => on({ b: 1 }, { a: 1, b: 2, c: 3 }), (o, k) => { if (k === "a") hide(o, "b"); }); // expect: made not enumerable: a,c x120
twice("made enumerable", () => hide(on({ b: 1 }, { a: 1, c: 3 }), "b"), (o, k) => { if (k === "a") Object.defineProperty(o, "b", { enumerable: true }); }); // expect: made enumerable: a,c,b x120
twice("added", () => ({ a: 1, b: 2 }), (o, k) => { if (k === "a") o.c = 3; }); // expect: added: a,b x120
twice("elements deleted", () => on({ 1: 0, 3: 0 }, { 0: 1, 1: 2, 2: 3 }), (o, k) => { if (k === "0") delete o[1]; }); // expect: elements deleted: 0,2,1,3 x120
twice("array cut", () => [1, 2, 3, 4], (o, k) => { if (k === "1") o.length = 3; }); // expect: array cut: 0,1,2 x120
twice("array becomes sparse", () => [1, 2, 3], (o, k) => { if (k === "0") { o[1 << 20] = 1; delete o[1]; } }); // expect: array becomes sparse: 0,2 x120
twice("array frozen", () => [1, 2, 3], (o, k) => { if (k === "0") Object.freeze(o); }); // expect: array frozen: 0,1,2 x120
twice("prototype replaced", () => on({ p: 1 }, { a: 1, b: 1 }), (o, k) => { if (k === "a") Object.setPrototypeOf(o, { q: 1, a: 2 }); }); // expect: prototype replaced: a,b,q x120
twice("same shape, other object", () => ({ a: 1, b: 2, c: 3 }), (o, k) => { if (k === "a") { const q = { a: 1, b: 2, c: 3 }; delete q.b; } }); // expect: same shape, other object: a,b,c x120
const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
twice("typed array shrinks", () => { buffer.resize(6); return new Uint8Array(buffer); }, (o, k) => { if (k === "1") buffer.resize(3); }); // expect: typed array shrinks: 0,1,2 x120

// Dictionaries, and attributes that change between loops over one shape.
function many(n) { const o = {}; for (let i = 0; i < n; i++) o["k" + i] = i; return o; }
const big = many(300);
delete big.k7;
print(keys(big).split(",").length); // expect: 299
hide(big, "k8");
print(keys(big).split(",").length); // expect: 298
print(keys(on(many(3), { k1: 0 }))); // expect: k1,k0,k2
function P(x) { this.x = x; this.y = 1; this.z = 2; }
const ps = [new P(1), new P(2), new P(3)];
print(ps.map(keys).join(" ")); // expect: x,y,z x,y,z x,y,z
hide(ps[1], "y");
print(ps.map(keys).join(" ")); // expect: x,y,z x,z x,y,z
delete ps[2].x;
P.prototype.x = 0;
print(ps.map(keys).join(" ")); // expect: x,y,z x,z y,z,x
Object.freeze(ps[0]);
P.prototype.w = 0;
hide(P.prototype, "x");
print(ps.map(keys).join(" ")); // expect: x,y,z,w x,z,w y,z,w
Object.prototype.everywhere = 1;
print(keys({ a: 1 }) + " " + keys([5]) + " " + keys("s") + " " + keys(Object.create(null)) + " " + keys(new B())); // expect: a,everywhere 0,everywhere 0,everywhere  bar,everywhere
hide(Object.prototype, "everywhere");
print(keys({ a: 1 }) + " " + keys({ everywhere: 1 })); // expect: a everywhere
delete Object.prototype.everywhere;

// A proxy is asked in the order of the specification.
const asked = [];
const handler = new Proxy({}, { get(t, trap) { return (target, k) => { asked.push(trap + (typeof k === "string" ? ":" + k : "")); return Reflect[trap](target, k); }; } });
print(keys(new Proxy(on({ a: 1, c: 2 }, hide({ b: 1 }, "a")), handler))); // expect: b,c
print(asked.join(" ")); // expect: ownKeys getOwnPropertyDescriptor:b getOwnPropertyDescriptor:a getPrototypeOf
