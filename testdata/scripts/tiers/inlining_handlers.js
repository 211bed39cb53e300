// Inlined functions with handlers: what they catch themselves, what their callers catch, and finally.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }
function parse(o) { let at = 0; try { at = 1; const v = o.a.b; at = 2; return v + at; } catch (e) { return e.name + at; } }
function all(list) { let s = ""; for (let i = 0; i < list.length; i++) s += parse(list[i]) + ";"; return s; }
const good = { a: { b: 1 } };
console.log(warm(all, [good, good]), all([good, {}, good, null, { get a() { throw new RangeError(); } }]), warm(all, [{}, good]));
// expect: 3;3; 3;TypeError1;3;TypeError1;RangeError1; TypeError1;3;
function last(o, log) { try { return o.f(); } finally { log.n++; } }
function lasts(list) { const log = { n: 0 }; let r = 0; try { for (let i = 0; i < list.length; i++) r += last(list[i], log); } catch (e) { r = e.message + r; } return r + ":" + log.n; }
const one = { f() { return 1; } }, bad = { f() { throw new Error("bad"); } };
console.log(warm(lasts, [one, one]), lasts([one, bad, one]), lasts([one, {}]).slice(0, 20), warm(lasts, [bad]));
// expect: 2:2 bad1:2 o.f is not a functio bad0:1
function inner(x) { try { if (x > 2) throw x; return x; } catch (e) { if (e > 4) throw new RangeError("r" + e); return -e; } }
function middle(x) { try { return inner(x) + inner(x + 1); } catch (e) { return e.message; } finally { x = 0; } }
function outer(n) { let s = "", d = 0.5; for (let i = 0; i < n; i++) { s += middle(i) + ","; d *= 2; } return s + d; }
console.log(warm(outer, 2), outer(6), warm(outer, 4));
// expect: 1,3,2 1,3,-1,-7,r5,r5,32 1,3,-1,-7,8
function first(it) { for (const x of it) { if (x > 1) return x; } return "none"; }
function firsts(lists) { let s = ""; for (const l of lists) s += first(l); return s; }
let closed = 0;
const it = { [Symbol.iterator]() { let i = 0; return { next: () => ({ value: i++, done: false }), return() { closed++; return {}; } }; } };
const thrower = { *[Symbol.iterator]() { try { yield 1; throw new Error("in it"); } finally { closed += 100; } } };
console.log(warm(firsts, [[0, 5], [1]]), firsts([it, new Set([3])]), closed, (() => { try { return firsts([[2], thrower]); } catch (e) { return e.message + closed; } })());
// expect: 5none 23 1 in it101
function deep(n) { try { return n > 0 ? deeper(n - 1) : bad.f(); } catch (e) { return e.message + n; } }
function deeper(n) { const r = deep(n); return r + "<"; }
console.log(warm(deep, 3));
// expect: bad0<<<
