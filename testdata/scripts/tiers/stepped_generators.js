// Generators that hot code steps by next, host constructors it calls, and lengths of arrays it sets.
// stress: skip, millions of safepoints
function* count(n) { let got = 0; for (let i = 0; i < n; i++) got += yield i + got; return got; }
function step(n) { let s = 0; for (let i = 0; i < n; i++) { const g = count(3); s += g.next().value + g.next(i).value + g.next(1).value; const r = g.next(2); s += r.done ? r.value : 1e9; s += g.next().done ? 1 : 0; } return s; }
print(step(2000)); // expect: 6013000
function* thrower(i) { try { yield i; if (i % 3 === 0) throw new Error("at " + i); yield i + 1; } finally { yield -1; } }
function caught(n) { let s = 0, e = 0; for (let i = 0; i < n; i++) { const g = thrower(i); try { s += g.next().value; s += g.next().value; s += g.next().value; g.next(); } catch (x) { e += x.message === "at " + i ? 1 : 0; s += g.next().done ? 1 : 0; } } return s + " " + e; }
print(caught(2000)); // expect: 3331667 667
function* outer(i) { const r = yield* inner(i); yield r; yield* [i, i + 1]; }
function* inner(i) { const x = yield i; yield x * 2; return x + 1; }
function delegated(n) { let s = 0; for (let i = 0; i < n; i++) { const g = outer(i); for (let r = g.next(5); !r.done; r = g.next(r.value)) s += r.value; } return s; }
print(delegated(2000)); // expect: 11998000
function* selfish() { try { self.next(); } catch (e) { yield e instanceof TypeError ? 1 : 0; } } let self;
function running(n) { let s = 0; for (let i = 0; i < n; i++) { self = selfish(); s += self.next().value; } return s; }
print(running(1500)); // expect: 1500
function* deep(n) { if (n > 0) yield deep(n - 1).next().value + 1; else yield 0; }
function nested(n) { let s = 0; for (let i = 0; i < n; i++) s += deep(5).next().value; return s; }
print(nested(1000)); // expect: 5000
function* endless() { yield endless().next().value; } let over = 0; for (let i = 0; i < 3; i++) { try { endless().next(); } catch (e) { over += e instanceof RangeError ? 1 : 0; } } print(over); // expect: 3
function* early() { try { yield 1; yield 2; } finally { log++; } } let log = 0;
function ended(n) { let s = 0; for (let i = 0; i < n; i++) { const g = early(); s += g.next().value; if (i & 1) s += g.return(7).value; else try { g.throw(new Error("x")); } catch (e) { s += 3; } s += g.next().done ? 1 : 0; const h = early(); s += h.return(2).value; s += h.next().value === undefined ? 1 : 0; } return s + " " + log; }
print(ended(2000)); // expect: 20000 2000
function* traced() { yield new Error("e").stack.split("\n").slice(1, 4).map((l) => l.trim().split(" ")[1]).join(); } function trace() { return traced().next().value; } let t; for (let i = 0; i < 1500; i++) t = trace(); print(t.split(",")[0]); // expect: traced
const proto = count.prototype; proto.extra = 4; function extra(n) { let s = 0; for (let i = 0; i < n; i++) { if (i === 1000) count.prototype = { extra: 5, __proto__: proto }; if (i === 2000) count.prototype = 3; s += count(1).extra | 0; } return s; } print(extra(3000)); // expect: 9000
const { next } = Object.getPrototypeOf(proto); function foreign(n) { let s = 0; for (let i = 0; i < n; i++) { try { next.call(i & 1 ? {} : i, 1); } catch (e) { s += e instanceof TypeError ? 1 : 0; } } return s; } print(foreign(1500)); // expect: 1500
function big(n) { let s = 0; const g = (function* () { for (let i = 0; ; i++) yield { i, a: [i] }; })(); const all = []; for (let i = 0; i < n; i++) { const v = g.next().value; all.push(v); if (all.length > 500) all.length = 250; s += v.a[0]; } for (const v of all) s += v.i === v.a[0] ? 1 : 0; return s; } print(big(6000)); // expect: 17997478
function hosts(n) { let s = 0; for (let i = 0; i < n; i++) { const d = new Date(i), w = new Number(i), m = new Map([[i, 1]]), e = new RangeError("r" + i); s += d.getTime() + w + m.size + e.message.length; } return s; } print(hosts(2000)); // expect: 4008890
class L extends Array { } class M extends Map { constructor(...a) { super(...a); this.k = a.length; } } class E extends Error { constructor(m) { super(m); this.own = 1; } } class N extends Number { constructor(x) { super(x); } }
function subs(n) { let s = 0; for (let i = 0; i < n; i++) { const l = new L(), m = new M(), e = new E("m"), x = new N(i); l.push(i); l.push(i); s += l.length + l[1] + m.size + m.k + e.own + e.message.length + x; s += l instanceof L && m instanceof M && e instanceof E && x instanceof N ? 1 : 0; } return s; } print(subs(2000)); // expect: 4008000
function refuse(n) { let s = 0; for (let i = 0; i < n; i++) { try { i & 1 ? new Array(-1) : i & 2 ? new Symbol() : new L(1.5); } catch (e) { s += e instanceof RangeError ? 1 : e instanceof TypeError ? 1000 : 1e6; } } return s; } print(refuse(2000)); // expect: 501500
function lengths(n) { let s = 0; const a = [], f = Object.freeze([1, 2]); for (let i = 0; i < n; i++) { a.push(i, i, i); a.length = i % 3; s += a.length + (a[0] | 0) + (a[2] === undefined ? 1 : 0); a.length = 5; s += a.length + (4 in a ? 1 : 0); a.length = 0; try { "use strict"; (() => { "use strict"; f.length = 0; })(); } catch (e) { s++; } } return s; } print(lengths(2000)); // expect: 1348666
function kinds(n) { let s = 0; for (let i = 0; i < n; i++) { const a = [1, 2, 3]; try { a.length = i % 5 === 0 ? "1" : i % 5 === 1 ? -1 : i % 5 === 2 ? 1.5 : i % 5 === 3 ? { valueOf() { return 2; } } : 2; } catch (e) { s += 10; } s += a.length; } return s; } print(kinds(1000)); // expect: 6200
{ const a = [1, 2, 3]; Object.defineProperty(a, 1, { configurable: false, value: 5 }); a.length = 0; const b = new Array(3); for (let i = 0; i < 1000; i++) { b.length = 3; b.length = 1; } print([a.length, b.length].join()); } // expect: 2,1
