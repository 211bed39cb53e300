// A generator may suspend at any place of an expression; operands evaluated
// before must survive.
function drive(g, ...sent) {
  const out = [];
  let r = g.next();
  while (!r.done) {
    out.push(r.value);
    r = g.next(sent.shift());
  }
  return out.join() + " -> " + r.value;
}
function* binary() { return 1 + (yield "a") * 2 - (yield "b"); }
print(drive(binary(), 10, 5)); // expect: a,b -> 16
function* call() {
  const o = { k: "k", m(...args) { return this.k + args.join("+"); } };
  return o.m(1, yield "x", 3, yield "y");
}
print(drive(call(), 2, 4)); // expect: x,y -> k1+2+3+4
function* callee() { return (yield "f")(yield "g"); }
print(drive(callee(), v => v * 3, 7)); // expect: f,g -> 21
function* member() { const o = { a: { b: 1 } }; return (yield "o").a[yield "key"] + o.a.b; }
print(drive(member(), { a: { z: 41 } }, "z")); // expect: o,key -> 42
function* assign() {
  const o = {};
  o[yield "k1"] = yield "v1";
  o.p = o[yield "k2"] += yield "v2";
  (yield "obj").q = yield "v3";
  return JSON_text(o);
}
function JSON_text(o) { return Object.keys(o).map(k => k + "=" + o[k]).join("&"); }
print(drive(assign(), "a", 1, "a", 2, {}, 3)); // expect: k1,v1,k2,v2,obj,v3 -> a=3&p=3
function* logical() {
  const r = [];
  r.push((yield 1) && (yield 2), (yield 3) || (yield 4), (yield 5) ?? (yield 6));
  let a = null, b = 1;
  a ??= yield 7;
  b &&= yield 8;
  return r.join() + ";" + a + b;
}
print(drive(logical(), 0, 0, "or", null, "nn", "A", "B")); // expect: 1,3,4,5,6,7,8 -> 0,or,nn;AB
function* literals() {
  const a = [1, yield 1, ...(yield 2), , yield 3];
  const o = { x: yield 4, [yield 5]: yield 6, ...(yield 7), get g() { return "g"; }, [yield 8]() { return "m"; } };
  const m = o.mm;
  delete o.mm;
  return a.length + a.join("|") + ";" + JSON_text(o) + o.g + m();
}
print(drive(literals(), 2, [3, 4], 5, "X", "cy", "Y", { z: "Z" }, "mm")); // expect: 1,2,3,4,5,6,7,8 -> 61|2|3|4||5;x=X&cy=Y&z=Z&g=ggm
function* template() {
  const tag = (s, ...v) => s.raw.join("_") + v.join("-");
  return `a${yield 1}b${yield 2}c` + tag`x${yield 3}y${yield 4}`;
}
print(drive(template(), "1", "2", "3", "4")); // expect: 1,2,3,4 -> a1b2cx_y_3-4
function* conditional() { return (yield "c") ? yield "t" : yield "e"; }
print(drive(conditional(), false, "E")); // expect: c,e -> E
print(drive(conditional(), true, "T")); // expect: c,t -> T
function* newer() {
  class P { constructor(...a) { this.a = a; } }
  return new P(yield 1, ...(yield 2), yield 3).a.join("/");
}
print(drive(newer(), "a", ["b", "c"], "d")); // expect: 1,2,3 -> a/b/c/d
function* nested() { return yield yield yield 1; }
print(drive(nested(), 2, 3, 4)); // expect: 1,2,3 -> 4
function* unary() {
  const o = { n: 5 };
  const t = typeof (yield 1) + !(yield 2) + -(yield 3);
  (yield 4).n++;
  delete (yield 5)[yield 6];
  void (yield 7);
  return t + o.n;
}
print(drive(unary(), "s", 0, 9, { n: 1 }, {}, "k", 0)); // expect: 1,2,3,4,5,6,7 -> stringtrue-95
function* sequence() { let x; return (x = yield 1, yield 2, x + (yield 3)); }
print(drive(sequence(), 10, 20, 30)); // expect: 1,2,3 -> 40
function* optional() { return [(yield 1)?.a?.[yield 2], (yield 3)?.b(yield 4), (yield 5)?.[yield 6]].join(); }
print(drive(optional(), { a: { k: "v" } }, "k", null, { z: 1 }, "z")); // expect: 1,2,3,5,6 -> v,,1
function* classes() {
  const k = class extends (yield 1) {
    static [yield 2] = "S";
    [yield 3]() { return "M"; }
    [yield 4] = "F";
  };
  const i = new k();
  return k.s + i.m() + i.f + i.base;
}
print(drive(classes(), class { base = "B"; }, "s", "m", "f")); // expect: 1,2,3,4 -> SMFB
