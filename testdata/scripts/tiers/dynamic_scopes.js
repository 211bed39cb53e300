// Names that only the running program can resolve: every construct runs on frames
// that were entered by call and on frames that were handed over in a loop, and
// leaves machine code in the middle. The text is evaluated anew for each way, so
// that each begins in the lowest tier. Each begins with work that is worth machine
// code.
const work = ') { let pad = 0; for (let i = 0; i < 30; i++) { pad = pad + i * 3 | 0; pad ^= i; if (pad > 1000) pad = pad >> 3 }';
function check(name, source, args = []) {
  source = '(' + source.replace(') {', work) + ')';
  const make = () => (0, eval)(source);
  const show = v => Array.isArray(v) ? v.map(show).join() : String(v);
  const called = make();
  const first = show(called(9, ...args));
  let same = 0;
  for (let i = 0; i < 150; i++) if (show(called(9, ...args)) === first) same++;
  const replaced = show(make()(700, ...args));
  // Other types than before: guards fail.
  const other = show(called('9', ...args));
  console.log(name, first, same, replaced, other);
}
globalThis.sink = function () {};

check('with', `function (n) { let p = 0, q = 1; with ({ q: 5 }) { for (let i = 0; i < n; i++) { p += q; sink() } } return [p, q] }`); // expect: with 45,1 150 3500,1 45,1
check('with, read only', `function (n) { let p = n; with (0) { p.z } sink(); let r = 0; for (let i = 0; i < n; i++) { let w = i; with ({}) { r += w } } return [r, p] }`); // expect: with, read only 36,9 150 244650,700 36,9
check('with, assignment', `function (n) { let p = 0, o = { }; for (let i = 0; i < n; i++) { if (i == 5) o.p = 100; with (o) { p = p + 1 } } return [p, o.p] }`); // expect: with, assignment 5,104 150 5,795 5,104
check('with, compound and step', `function (n) { var a = 1, b = 2, c; with ({ b: 3 }) { for (var i = 0; i < n; i++) { a += b; b++; c = a++ } } return [a, b, c] }`); // expect: with, compound and step 73,2,72 150 247451,2,247450 73,2,72
check('with, call', `function (n) { let r = 0; function f() { return this === undefined ? 1 : this.k } const o = { k: 7, g() { return this.k } }; with (o) { for (let i = 0; i < n; i++) { r += g() } } return r }`); // expect: with, call 63 150 4900 63
check('with, typeof and delete', `function (n) { let t = 0, r = ''; with ({ d: 1 }) { for (let i = 0; i < n; i++) { t = i; r = typeof t + typeof d + typeof nowhere; delete d } } return [r, t] }`); // expect: with, typeof and delete numberundefinedundefined,8 150 numberundefinedundefined,699 numberundefinedundefined,8
check('with, unscopables', `function (n) { let x = 2, y = 3, s = 0; with ({ x: 10, y: 20, [Symbol.unscopables]: { x: true } }) { for (let i = 0; i < n; i++) s += x * y } return s }`); // expect: with, unscopables 360 150 28000 360
check('with, conditional', `function (n) { let x = 1, s = 0; for (let i = 0; i < n; i++) { with (i & 1 ? { x: 10 } : {}) { s += x; x = 2 } } return [s, x] }`); // expect: with, conditional 49,2 150 4199,2 49,2
check('with, closure', `function (n) { let x = 1, fs = []; for (let i = 0; i < n; i++) { let k = i; with ({ j: i }) { fs[i % 3] = () => j + k + x } } return fs.map(f => f()) }`); // expect: with, closure 13,15,17 150 1399,1395,1397 13,15,17
check('with, throw and catch', `function (n) { let s = 0, k; for (let i = 0; i < n; i++) { k = i; try { with ({ get v() { if (i % 3 == 0) throw i; return i } }) { s += v; k = -i } } catch (e) { s += k + e } } return [s, k] }`); // expect: with, throw and catch 45,-8 150 326433,699 45,-8
check('with, finally', `function (n) { let s = 0, last; for (let i = 0; i < n; i++) { last = i; try { with ({ a: i }) { if (a & 1) continue; last = a * 2 } } finally { s += last } } return s }`); // expect: with, finally 56 150 366800 56
check('with, arguments', `function (n) { let s = 0; with ({}) { for (let i = 0; i < n; i++) { arguments[0] = i; s += arguments[0] } } return [s, n] }`); // expect: with, arguments 0,0 150 0,0 0,0
check('with, this', `function (n) { let s = 0; with ({ a: 1 }) { for (let i = 0; i < n; i++) { s += a + (this === globalThis ? 1 : 0) } } return s }`); // expect: with, this 18 150 1400 18
check('with, own name', `function self(n) { let s = 0; with ({ }) { for (let i = 0; i < n; i++) { if (self === arguments.callee) s++ } } return s }`); // expect: with, own name 9 150 700 9
check('with, in for-in and for-of', `function (n) { let s = '', t = 0, k; for (k in { a: 1, b: 2 }) with ({ z: 1 }) { s += k } for (let i = 0; i < n; i++) for (let v of [i, i]) with ({}) { t += v } return [s, t, k] }`); // expect: with, in for-in and for-of ab,72,b 150 ab,489300,b ab,72,b
check('with, switch scope', `function (n) { let s = 0; for (let i = 0; i < n; i++) { switch (i % 3) { case 0: let x = i; with ({}) { s += x } break; case 1: with ({ x: 5 }) { s += x } } } return s }`); // expect: with, switch scope 24 150 82948 24
check('with, double to int', `function (n) { let d = 0.5, k = 0; for (let i = 0; i < n; i++) { with ({}) { d = d + k; k = k + 1 } } return [d, k] }`); // expect: with, double to int 36.5,9 150 244650.5,700 36.5,9
check('eval, var', `function (n) { let s = 0; for (let i = 0; i < n; i++) { eval('var e = i * 2'); s += e } return [s, typeof e] }`); // expect: eval, var 72,number 150 489300,number 72,number
check('eval, assignment', `function (n) { let s = 0, x = 1; for (let i = 0; i < n; i++) { if (i % 4 == 0) eval('x = x + i'); s += x } return [s, x] }`); // expect: eval, assignment 37,13 150 14291900,60901 37,13
check('eval, shadowing', `function (n, c) { let s = 0; for (let i = 0; i < n; i++) { if (i == 3) eval('var c = 100'); s += c } return s }`, [2]); // expect: eval, shadowing 606 150 69706 606
check('eval, in a parameter', `function (n, a = eval('var z = 5; n'), b = () => z) { let s = 0; var z = 1; for (let i = 0; i < n; i++) { s += z + b() } return [s, a] }`); // expect: eval, in a parameter 54,9 150 4200,700 54,9
check('eval, in a parameter, hidden', `function (n, p = eval('var q = n'), r = () => q) { var q = 7; let s = 0; for (let i = 0; i < n; i++) { q++; s += r() == n ? 1 : 0 } return [s, q, r()] }`); // expect: eval, in a parameter, hidden 9,16,9 150 700,707,700 9,16,9
check('eval, in a block', `function (n) { let s = 0; for (let i = 0; i < n; i++) { { let h = i; { eval('h = h + 1') } s += h } } return s }`); // expect: eval, in a block 45 150 245350 45
check('eval, function', `function (n) { let s = 0; for (let i = 0; i < n; i++) { eval('function h(a) { return a + i }'); s += h(1) } return s }`); // expect: eval, function 45 150 245350 45
check('eval, let', `function (n) { let s = 0; for (let i = 0; i < n; i++) { s += eval('let q = i; const w = 1; q + w') } return s }`); // expect: eval, let 45 150 245350 45
check('eval, arguments', `function (n) { let s = 0; for (let i = 0; i < n; i++) { s += eval('arguments[0] === n ? 1 : 0'); if (i == 4) { n = n - 1 } } return [s, arguments[0]] }`); // expect: eval, arguments 8,8 150 699,699 8,8
check('eval, this', `function (n) { let s = 0; for (let i = 0; i < n; i++) { s += eval('this === globalThis') ? 1 : 0 } return s }`); // expect: eval, this 9 150 700 9
check('mapped arguments', `function (n, a, b) { let s = 0; for (let i = 0; i < n; i++) { arguments[1] = i; s += a; b = i * 2; s += arguments[2] } return [s, a, b] }`, [0, 0]); // expect: mapped arguments 108,8,16 150 733950,699,1398 108,8,16
check('arguments, assigned', `function (n, a) { let s = 0; arguments = [1, 2]; for (let i = 0; i < n; i++) s += arguments[1] + a; return s }`, [3]); // expect: arguments, assigned 45 150 3500 45
check('catch scope', `function (n) { let s = 0, e = 1; for (let i = 0; i < n; i++) { try { throw i } catch (e) { var v = e; s += e; e = 'x' } s += e } return [s, v] }`); // expect: catch scope 45,8 150 245350,699 45,8
check('catch scope, eval', `function (n) { let s = 0; for (let i = 0; i < n; i++) { try { throw i } catch (e) { eval('e = e + 1; var w = e'); s += e } } return [s, w] }`); // expect: catch scope, eval 45,9 150 245350,700 45,9
check('catch scope, pattern', `function (n) { let s = 0; for (let i = 0; i < n; i++) { try { throw { a: i, b: [i, 1] } } catch ({ a, b: [c, d] }) { s += a + c + d; sink(() => a) } } return s }`); // expect: catch scope, pattern 81 150 490000 81
check('block functions', `function (n) { let s = 0; for (let i = 0; i < n; i++) { if (i & 1) { function g() { return i } s += g() } } return [s, typeof g, g()] }`); // expect: block functions 16,function,7 150 122500,function,699 16,function,7
check('block functions, with', `function (n) { let s = 0, o = {}; for (let i = 0; i < n; i++) { with (o) { function g() { return 2 } s += g() } } return [s, typeof g, 'g' in o] }`); // expect: block functions, with 18,function,false 150 1400,function,false 18,function,false
check('class heritage', `function (n) { let s = 0, k = 3; with ({ B: class { v() { return 1 } } }) { for (let i = 0; i < n; i++) { class D extends B { v() { return super.v() + k } } s += new D().v(); k = i & 3 } } return [s, k] }`); // expect: class heritage 24,0 150 1750,3 24,0
check('class heritage, eval', `function (n) { let s = 0; for (let i = 0; i < n; i++) { class D extends eval('(class { get z() { return i } })') { m() { return this.z + super.z } } s += new D().m() } return s }`); // expect: class heritage, eval 72 150 489300 72
check('computed keys', `function (n) { let s = 0, k = 'a'; for (let i = 0; i < n; i++) { with ({ j: i & 1 }) { class C { static [k + j] = i } s += C['a' + (i & 1)]; k = 'a' } } return s }`); // expect: computed keys 36 150 244650 36
check('derived constructors, eval of super', `function (n) { let s = 0; class A { constructor(x) { this.x = x } } class B extends A { constructor(x) { let k = 2; eval('super(x + k)'); this.y = this.x + k } } for (let i = 0; i < n; i++) { s += new B(i).y } return s }`); // expect: derived constructors, eval of super 72 150 247450 72
check('derived constructors, arrow and eval', `function (n) { let s = 0; class A { } class B extends A { constructor(x) { const go = () => eval('super()'); let t = 0; for (let j = 0; j < 3; j++) { if (j == 1) go(); t += j } this.t = t + x } } for (let i = 0; i < n; i++) { s += new B(i).t } return s }`); // expect: derived constructors, arrow and eval 63 150 246750 63
check('new.target and eval', `function (n) { let s = 0; function F() { this.t = eval('new.target') === F } for (let i = 0; i < n; i++) { if (new F().t) s++ } return s }`); // expect: new.target and eval 9 150 700 9
check('generators', `function (n) { function* g(m) { let p = 1; with ({ q: 2 }) { for (let i = 0; i < m; i++) { p += q; eval('var z = p'); yield p + z } } return p } let s = 0; for (const v of g(n)) s += v; return s }`); // expect: generators 198 150 982800 198
check('generators, delegation', `function (n) { function* h() { let a = yield 1; with ({}) { a = a + 1 } return a } function* g(m) { let s = 0; for (let i = 0; i < m; i++) { with ({ i: 1 }) { s += yield* h() } } return s } const it = g(n); let r = it.next(), c = 0; while (!r.done) r = it.next(c++); return [r.value, c] }`); // expect: generators, delegation 45,9 150 245350,700 45,9
check('switch and closures', `function (n) { let fs = [], s = 0; for (let i = 0; i < n; i++) switch (i & 1) { case 0: let a = i; fs[0] = () => a; case 1: fs[1] = () => { try { return a } catch (e) { return -1 } } } for (const f of fs) s += f(); return s }`); // expect: switch and closures 16 150 697 16
check('strict inside', `function (n) { let s = 0, k = 0; with ({ v: 2 }) { for (let i = 0; i < n; i++) { s += (function () { 'use strict'; k++; return v })() } } return [s, k] }`); // expect: strict inside 18,9 150 1400,700 18,9
check('constants', `function (n) { const c = 4; let s = 0; for (let i = 0; i < n; i++) { with (i == 5 ? { c: 1 } : {}) { try { c = 3; s++ } catch (e) { s += c } } } return s }`); // expect: constants 33 150 2797 33
check('dead zone', `function (n) { let s = 0; for (let i = 0; i < n; i++) { with ({}) { try { late; s += 100 } catch (e) { s++ } } let late = i; with ({}) { s += late - i } } return s }`); // expect: dead zone 9 150 700 9

// Nothing but the dynamic use reads the variable.
check('only there', `function (n) { let p = n * 2; with (0) { return p } }`); // expect: only there 18 150 1400 18
check('only there, object', `function (n) { let p = { z: n }; with (0) { (p.z) } sink(); return 0 }`); // expect: only there, object 0 150 0 0
check('only there, assigned', `function (n) { let p = 0; with (0) { p = n; return p } }`); // expect: only there, assigned 9 150 700 9
check('only there, step', `function (n) { let p = n; with (0) { p++; return p + n } }`); // expect: only there, step 19 150 1401 109
check('only there, int and double', `function (n) { let p = n / 2, q = n | 0, r = n * 0.1; with (0) { return [p, q, r, p + q] } }`); // expect: only there, int and double 4.5,9,0.9,13.5 150 350,700,70,1050 4.5,9,0.9,13.5
check('only there, loop', `function (n) { let s = 0, k = 0.5; with (0) { for (let i = 0; i < n; i++) { s = s + i; k = k + s } return [s, k] } }`); // expect: only there, loop 36,120.5 150 244650,57166550.5 36,120.5
check('only there, loop outside', `function (n) { let s = 0, t = 0; for (let i = 0; i < n; i++) { let j = i * 2, k = j + 0.5; with (0) { s = s + j; t = t + k } } with (0) { return [s, t] } }`); // expect: only there, loop outside 72,76.5 150 489300,489650 72,76.5
check('only there, after the loop', `function (n) { let last, dbl; for (let i = 0; i < n; i++) { last = i; dbl = i * 1.5 } with (0) { return [last, dbl] } }`); // expect: only there, after the loop 8,12 150 699,1048.5 8,12
check('only there, parameter', `function (n, a, b) { a = n + 1; b = a + 0.5; with (0) { return [a, b] } }`); // expect: only there, parameter 10,10.5 150 701,701.5 91,910.5
check('only there, typeof', `function (n) { let a = n + 1, b = n < 5; with (0) { return typeof a + typeof b } }`); // expect: only there, typeof numberboolean 150 numberboolean stringboolean
check('only there, call', `function (n) { let f = function () { return n }; with (0) { return f() } }`); // expect: only there, call 9 150 700 9
check('only there, caught', `function (n) { let a = 0; try { a = n + 1; throw 0 } catch { with (0) { return a } } }`); // expect: only there, caught 10 150 701 91
check('only there, caught inside', `function (n) { let a = 0; with (0) { try { for (let i = 0; i < n; i++) { a = i; if (a == 7) throw a } } catch (e) { return a + e } } return -1 }`); // expect: only there, caught inside 14 150 14 14
check('only there, finally', `function (n) { let a = 0, b = 0; try { for (let i = 0; i < n; i++) { a = i * 2; if (i == 8) return } } finally { with (0) { return [a, b] } } }`); // expect: only there, finally 16,0 150 16,0 16,0
check('only there, for-of value', `function (n) { let v = 1; for (v of [n, n + 1]) { v = v + 2 } with (0) { return v } }`); // expect: only there, for-of value 12 150 703 912
check('only there, pattern', `function (n) { let a, b, c; [a, b = n] = [n]; ({ c } = { c: n + 1 }); with (0) { return [a, b, c] } }`); // expect: only there, pattern 9,9,10 150 700,700,701 9,9,91
check('only there, arguments', `function (n) { with (0) { return [arguments.length, arguments[0]] } }`); // expect: only there, arguments 1,9 150 1,700 1,9
check('only there, this', `function (n) { let t = this === globalThis; with (0) { return [t, this === globalThis] } }`); // expect: only there, this true,true 150 true,true true,true
check('only there, constant', `function (n) { const c = n + 1; with (0) { try { c = 5 } catch (e) { return [e.name, c] } } }`); // expect: only there, constant TypeError,10 150 TypeError,701 TypeError,91
check('only there, dead zone', `function (n) { with (0) { try { c } catch (e) { return e.name } } let c = n; return c }`); // expect: only there, dead zone ReferenceError 150 ReferenceError ReferenceError

async function later(n) {
  let p = 0;
  with ({ q: 3 }) {
    for (let i = 0; i < n; i++) {
      p += q;
      if (i % 64 == 0) p += await i;
      eval('p++');
    }
  }
  return p;
}
later(9).then(a => later(700).then(b => console.log('async', a, b)));
// expect: async 36 6320
