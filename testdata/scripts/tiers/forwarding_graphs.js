// Function.prototype.call and apply in code of graphs, in functions of their own and inlined ones.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }
function add(a, b) { return this.k + (a === undefined ? 0.25 : a) + (b === undefined ? 0.5 : b) + arguments.length * 1000; }
const o = { k: 1 };
function calls(i) { return add.call(o, i, 2) + add.call(o) + add.call(o, i); }
function applies(i, list) { return add.apply(o, [i, 3]) + add.apply(o, list) + add.apply(o); }
function inner(f, i) { return f.call(o, i, 1); }
function outer(n) { let s = 0; for (let i = 0; i < n; i++) s += inner(add, i) + calls(i) - applies(i, [1, 2, 3]); return s; }
console.log(warm(calls, 1), warm(applies, 1, [1]), warm(outer, 3), warm(outer, 3));
// expect: 3008.25 3009.25 1.5 1.5
function pass() { return add.apply(o, arguments); }
function plain(i) { return pass(i, 2) + pass(i, 2, 3) + inner(Math.max, i); }
console.log(warm(plain, 4), plain(0.5), warm(inner, x => x * 2, 4));
// expect: 5018 5008 8
function fails(f) { try { return f.call(o, 1); } catch (e) { return e.name; } }
console.log(warm(fails, add), fails({ call: 1 }), fails({ call() { return "own"; } }), fails(() => { throw new RangeError(); }), fails(null));
// expect: 1002.5 TypeError own RangeError TypeError
function many(list) { let s = 0; for (let i = 0; i < 3; i++) s += Math.max.apply(null, list) + count.apply(null, list); return s; }
function count() { return arguments.length; }
console.log(warm(many, [3, 1, 2]), many(new Array(200).fill(7)), many([, 5]), many({ length: 2, 0: 1, 1: 4 }));
// expect: 18 621 NaN 18
