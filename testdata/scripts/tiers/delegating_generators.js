// Generators that delegate to others while both are hot.
// stress: skip, millions of safepoints
class Tree { constructor(l, v, r) { this.l = l; this.v = v; this.r = r; } *[Symbol.iterator]() { if (this.l) yield* this.l; yield this.v; if (this.r) yield* this.r; } }
const grow = (d, v) => d === 0 ? null : new Tree(grow(d - 1, v * 2), v, grow(d - 1, v * 2 + 1));
{ const t = grow(7, 1); let s = 0; for (let i = 0; i < 60; i++) for (const v of t) s += v; print(s); } // expect: 487680
function* inner(n) { const got = []; try { for (let i = 0; i < n; i++) got.push(yield i); } catch (e) { got.push(e); yield "caught " + e; } finally { got.push("f"); } return got.join(); }
function* outer(n) { try { const r = yield* inner(n); yield r; yield* "ab"; yield* [n, n + 1]; return r.length; } finally { log++; } } let log = 0;
function drive(n, how) { const g = outer(n); let r = g.next(), all = "", i = 0; while (!r.done) { all += r.value + ";"; i++; r = how === 1 && i === 2 ? g.throw("t") : how === 2 && i === 2 ? g.return("r") : how === 3 && i === n + 2 ? g.return("z") : how === 4 && i === n + 3 ? g.throw("u") : g.next("v" + i); } return all + r.value; }
{ const seen = []; for (let how = 0; how < 5; how++) { let r; for (let i = 0; i < 300; i++) try { r = drive(3, how); } catch (e) { r = "thrown " + e.constructor.name; } seen.push(r); } print(seen.join(" | ") + " " + log); } // expect: 0;1;2;v1,v2,v3,f;a;b;3;4;10 | 0;1;caught t;v1,t,f;a;b;3;4;6 | 0;1;r | 0;1;2;v1,v2,v3,f;a;z | thrown TypeError 1500
function* results(o) { const r = yield* { [Symbol.iterator]() { return this; }, i: 0, next(v) { return o(this.i++, v); }, return(v) { return { value: "closed " + v, done: true }; } }; yield "r" + r; }
{ let s = ""; for (let i = 0; i < 400; i++) { s = ""; const g = results((k, v) => ({ value: k, done: k === 3 })); for (const v of g) s += v + ","; const h = results((k) => k < 2 ? { value: k, get done() { s += "d"; return false; } } : 7); try { for (const v of h) s += v; } catch (e) { s += e.constructor.name; } const c = results((k) => ({ value: k })); c.next(); s += c.return(4).value; } print(s); } // expect: 0,1,2,r3,dd0dd1TypeErrorclosed 4
function* deepest(n) { if (n === 0) { yield 1; throw new Error("bottom"); } yield* deepest(n - 1); }
{ let s = 0; for (let i = 0; i < 100; i++) try { for (const v of deepest(30)) s += v; } catch (e) { s += e.message === "bottom" ? 100 : 1e9; } print(s); } // expect: 10100
function* round() { try { yield* me; } catch (e) { yield e instanceof TypeError ? 3 : 4; } } let me; { let s = 0; for (let i = 0; i < 600; i++) { me = round(); for (const v of me) s += v; } print(s); } // expect: 1800
function* mixedIn(n) { for (let i = 0; i < n; i++) { if (i % 3 === 0) yield* [i, i]; else if (i % 3 === 1) yield* mixedIn(1); else yield* new Set([i]); } } { let s = 0; for (let i = 0; i < 100; i++) for (const v of mixedIn(9)) s += v; const g = mixedIn(300); let r; while (!(r = g.next()).done) s += r.value; print(s); } // expect: 48050
async function* part(n) { for (let i = 0; i < n; i++) { await i; yield i; } return n; }
async function* whole(n) { let s = 0; s += yield* part(n); try { s += yield* part(2); } finally { s++; } yield* [5, Promise.resolve(6)]; return s; }
(async () => { let s = 0; for (let i = 0; i < 300; i++) for await (const v of whole(4)) s += v; const g = whole(3); await g.next(); s += (await g.return(9)).value; const h = whole(3); await h.next(); try { await h.throw("x"); } catch (e) { s += e; } return s; })().then(print); // expect: 5409x
