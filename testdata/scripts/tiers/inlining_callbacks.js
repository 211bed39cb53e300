// Bodies of built-in methods, and the callbacks that callers give them, in one piece of machine code.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }
const trace = e => e.stack.split("\n").slice(1, 4).map(l => l.trim().split(" ")[1]).join("<");

function sum(a) { let s = 0; a.forEach(x => { s += x; }); return s; }
function doubled(a) { return a.map(x => x * 2).join(); }
function evens(a) { return a.filter((x, i) => (x & 1) === 0 && i < 5).length; }
function folded(a) { return a.reduce((s, x) => s + x, 0.5) + a.reduce((s, x) => s + x); }
function found(a, y) { return [a.some(x => x === y), a.every(x => x < y), a.find(x => x > y), a.findIndex(x => x > y)].join(); }
const ints = [1, 2, 3, 4, 5, 6];
console.log(warm(sum, ints), warm(doubled, ints), warm(evens, ints), warm(folded, ints), warm(found, ints, 4));
// expect: 21 2,4,6,8,10,12 2 42.5 true,false,5,4

// Holes, doubles, strings, array-likes, arrays that change meanwhile, and what is no array or no function.
console.log(sum([1, , 3]), doubled([1, , 2.5]), evens([2, , 4]), folded([1.5, "x"]), found([, "b"], "a"));
// expect: 4 2,,5 2 2x1.5x false,false,b,1
console.log(sum({ __proto__: Array.prototype, length: 3, 0: 1, 2: 5 }), sum([]), (() => { try { return folded([]); } catch (e) { return e.message; } })());
// expect: 6 0 Reduce of empty array with no initial value
function grows(a) { let n = 0; a.forEach((x, i) => { n++; if (i === 1) { a.push(9); a[5] = 7; delete a[3]; } }); return n + ":" + a; }
console.log(warm(() => grows([1, 2, 3, 4])), grows([1, 2, 3, 4, , 6]));
// expect: 3:1,2,3,,9,7 4:1,2,3,,,7,9
try { sum(null); } catch (e) { console.log(e.name); }
// expect: TypeError
try { Array.prototype.forEach.call(null, x => x); } catch (e) { console.log(e.message); }
// expect: Array.prototype.forEach called on null or undefined

// What a callback throws names all frames, and is caught with the variables as they are.
function each(a, max) { let seen = 0; try { a.forEach(function cb(x) { if (x > max) throw new RangeError("at " + x); seen += x; }); } catch (e) { return [e.message, seen, trace(e)].join(); } return seen; }
console.log(warm(each, ints, 10), each(ints, 3));
// expect: 21 at 4,6,cb<forEach<each

// Callbacks within callbacks, by the same method and by others; this; variables of all around.
function grid(rows, k) { let s = 0; rows.forEach((row, y) => { row.forEach((v, x) => { s += v * k + x * y; }); s += row.map(v => v + y).reduce((p, q) => p + q, 0); }); return s; }
console.log(warm(grid, [[1, 2], [3, 4]], 10), grid([[1, 2.5], [3, 4]], 10), grid([["a"]], 1));
// expect: 113 118.5 NaN0a0
const ctx = { k: 3, scale(a) { return a.map(function (x) { return this.k * x; }, this); } };
console.log(warm(() => ctx.scale([1, 2]).join()), ctx.scale([1, "2", null]).join());
// expect: 3,6 3,6,0

// A callback that is a parameter, one that the caller changes, and one of another function.
function apply(a, f) { return a.map(f).join(""); }
function both(a) { return apply(a, x => x + 1) + apply(a, x => x - 1); }
console.log(warm(both, [1, 2]), warm(apply, [1, 2], String), apply([1, 2], x => "<" + x + ">"));
// expect: 2301 12 <1><2>
function change(a, n) { let f = x => x; let s = 0; for (let i = 0; i < n; i++) { a.forEach(x => { s += f(x); }); if (i === 1) f = x => x * 100; } return s; }
console.log(warm(change, [1, 2], 3));
// expect: 306

// Elements are of the subclass that a species makes, and properties of prototypes show through holes.
class Mine extends Array {}
function mine(a) { return a.map(x => x + 1) instanceof Mine; }
console.log(warm(mine, [1]), mine(Mine.from([1, 2])));
// expect: false true
Array.prototype[1] = 40;
console.log(sum([1, , 3]), doubled([1, , 2]));
// expect: 44 2,80,4
delete Array.prototype[1];

// Callbacks and methods that are suspended are called: what they return is a promise or a generator.
function later(a) { const out = []; a.forEach(async x => { out.push(x); await null; out.push(-x); }); return out; }
function gens(a) { return a.map(function* (x) { yield x; }).map(g => g.next().value).join(); }
class N { async m() { return 1; } } class O { *m() { yield 2; } }
const both2 = [new N(), new O()];
function methods() { let s = ""; for (let i = 0; i < 2; i++) s += Object.prototype.toString.call(both2[i].m()); return s; }
console.log(warm(later, [1, 2]).join(), warm(gens, [3, 4]), warm(methods));
// expect: 1,2 3,4 [object Promise][object Generator]
