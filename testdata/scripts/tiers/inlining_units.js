// Inlined functions whose operations code of units does, in the frame of the inlined function: templates, operands of
// any types, getters and setters, iteration, instanceof, typeof, property keys of all kinds.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

// Templates and sums of strings, with values of the caller that live across them.
function tag(a, b) { return `<${a}:${b}>`; }
function join(a, b) { return a + b; }
function lines(n) { let s = "", d = 0.5; for (let i = 0; i < n; i++) { const t = tag(i, d); s = join(s, t); d += i; } return s + d; }
console.log(warm(lines, 4));
// expect: <0:0.5><1:0.5><2:1.5><3:3.5>6.5

// A symbol in a template throws in the inlined frame, three frames deep, and is caught outside.
function middle(a, b) { const t = tag(a, b); return t.length; }
function outer(n, x) { let k = 0, i = 0; try { for (; i < n; i++) k += middle(i, x); } catch (e) { return [e.name, i, k, e.stack.split("\n").slice(1, 4).map(l => l.trim().split(" ")[1]).join("<")].join(); } return k; }
console.log(warm(outer, 5, "a"), outer(5, 22));
// expect: 25 30
console.log(outer(5, Symbol("s")));
// expect: TypeError,0,0,tag<middle<outer
try { middle(1, Symbol("s")); } catch (e) { console.log(e.name); }
// expect: TypeError

// What is converted runs scripts that look at the stack and change things.
let seen = "";
const nosy = { toString() { seen = new Error("x").stack.split("\n").slice(1, 4).map(l => l.trim().split(" ")[1]).join("<"); return "N"; } };
function walk(x) { let r = ""; for (let i = 0; i < 3; i++) r = join(r, tag(i, x)); return r; }
console.log(warm(walk, "y"), walk(nosy), seen);
// expect: <0:y><1:y><2:y> <0:N><1:N><2:N> toString<tag<walk

// Getters and setters, which are called from the frame of the inlined function.
class Point {
  #x = 1;
  constructor(y) { this.y = y; }
  get x() { return this.#x; }
  set x(v) { if (v > 1e6) throw new RangeError("far " + new Error().stack.split("\n").slice(1, 4).map(l => l.trim().split(" ")[1]).join("<")); this.#x = v; }
}
function move(p, by) { p.x = p.x + by; return p.x; }
function path(p, n, by) { let s = 0; for (let i = 0; i < n; i++) s += move(p, by); return s; }
const p = new Point(2);
console.log(warm(path, p, 3, 1), p.x);
// expect: 2700 901
console.log((() => { try { return path(p, 3, 1e6); } catch (e) { return e.message; } })());
// expect: far set<move<path
function safe(q, by) { let at = "none"; for (let i = 0; i < 3; i++) { try { move(q, by); at = "moved" + i; } catch (e) { at += "!" + i; } } return at; }
console.log(warm(safe, new Point(1), 1), safe(new Point(1), 2e6));
// expect: moved2 none!0!1!2

// Iteration of arrays, of Maps and of generators, in the frame of the inlined function.
function total(it) { let s = 0; for (const x of it) s += x; return s; }
function totals(a, b) { let s = 0.5; for (let i = 0; i < 3; i++) s += total(a) * total(b); return s; }
console.log(warm(totals, [1, 2, 3], [4, 5]), totals(new Set([1, 2]), [7]), totals([1, , 2], [1]));
// expect: 162.5 63.5 NaN
function* gen() { yield 1; yield 2; throw new Error("gen"); }
function guarded(a) { try { return totals(a, a); } catch (e) { return e.message; } }
console.log(warm(guarded, [1]), guarded(gen()));
// expect: 3.5 gen
function pair([a, b]) { return a * 10 + b; }
function pairs(list) { let s = 0; for (let i = 0; i < list.length; i++) s += pair(list[i]); return s; }
console.log(warm(pairs, [[1, 2], [3, 4]]), pairs([[1, 2], new Set([5, 6])]), pairs(["78"]));
// expect: 46 68 0708

// Keys of all kinds, in, delete, typeof, instanceof, comparisons of anything.
function read(o, k) { return o[k]; }
function kinds(o, k, v) { const had = k in o; o[k] = v; const t = typeof read(o, k); delete o[k]; return [had, t, o instanceof Array, v > "5", v == "7"].join(); }
function each(list) { let s = ""; for (let i = 0; i < list.length; i++) s += kinds(list[i], "k" + i, i * 7) + ";"; return s; }
console.log(warm(each, [{}, [], { k2: 1 }]));
// expect: false,number,false,false,false;false,number,true,true,true;false,number,false,true,false;
const keys = ["a", "b", 0, 1.5, Symbol.iterator];
function all(o) { let s = ""; for (const k of keys) s += typeof read(o, k); return s; }
console.log(warm(all, { a: 1, b: "x", 0: true, 1.5: 1n }));
// expect: numberstringbooleanbigintundefined

// BigInts, whose operations read the bytecode of the inlined function.
function mix(a, b) { return a * b - (a ^ b); }
function mixes(a, b) { let s = a - a; for (let i = 0; i < 3; i++) s = s + mix(a, b); return String(s); }
console.log(warm(mixes, 12n, 10n), mixes(12, 10), mixes(1n << 70n, 3n));
// expect: 342 342 7083549724304467820535
try { mixes(1n, 1); } catch (e) { console.log(e.name); }
// expect: TypeError

// Environments that are copied at each turn, in the inlined frame.
function closures(n) { const out = []; for (let i = 0; i < n; i++) { let j = i * 2; out.push(() => i + j++); } return out; }
function calls(n) { let s = 0; for (let k = 0; k < 3; k++) { const fs = closures(n); for (let i = 0; i < fs.length; i++) s += fs[i]() + fs[i](); } return s; }
console.log(warm(calls, 4));
// expect: 120

// switch over strings, and optional parts.
function which(s) { switch (s) { case "one": return 1; case "two": return 2; case "three": return 3; default: return s?.length ?? -1; } }
function sums(list) { let s = 0; for (let i = 0; i < list.length; i++) s = s * 10 + which(list[i]); return s; }
console.log(warm(sums, ["one", "two", "three", "x", undefined]), sums(["t" + "wo", null, [1, 2, 3]]));
// expect: 12309 193

// An iterator whose next throws is not closed, by a handler of the function or of its caller.
function broken() { let closed = 0; return { [Symbol.iterator]() { return this; }, get closed() { return closed; }, return() { closed++; } }; }
function take(it) { const [a, b] = it; return a + b; }
function takes(it) { try { const [a] = it; return a; } catch (e) { return e.name + it.closed; } }
function taken(it) { try { return take(it); } catch (e) { return e.name + it.closed; } }
console.log(warm(takes, [1]), warm(taken, [1, 2]), warm(takes, broken()), warm(taken, broken()), takes(broken()), taken(broken()));
// expect: 1 3 TypeError0 TypeError0 TypeError0 TypeError0
