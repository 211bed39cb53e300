a + b * c ** d ** -e1 % f / g - h << 1 >> 2 >>> 3; a < b, a > b, a <= b, a >= b, a == b, a != b, a === b, a !== b;

a & b | c ^ d && e || f; a ?? b; (a ?? b) || c; a in b; a instanceof b; (a, b), c

!a, ~b, +c, -d, typeof e, void f, delete g.h; ++a; --a.b; a++; a[b]-- ; - -a; !(a)

a = b; a += b; a -= b; a *= b; a /= b; a %= b; a **= b; a <<= b; a >>= b; a >>>= b; a &= b; a |= b; a ^= b; a &&= b; a ||= b; a ??= b;

a ? b : c ? d : e; (a) ? (b) : (c)

a.b.c; a['b'][c /* ] */ ]; a(b)(c, ...d)(); (a.b)(c); (a)(b); a.if.class.null

new A; new A(); new A(1, b); new a.b.c(d); new (a())(b); new (a); new new A(b)(c); new new A; new (a.b().c); new a[b](c)[d]

a?.b; a?.[b]; a?.(b); a?.b.c[d](e)?.f; (a?.b).c; a.b?.().c; delete a?.b;

`plain`; `a${b}c${d}e`; `${(a)}`; `${`in${b}ner`}`; a`b${c}d`; a.b`c`(d)`e`; a`\unicode`; `\n\`\${ \u0061`; `line
two`; `${{a: `${1}`}}`

1; 0; 1.5; .5; 5.; 1e3; 0x1F; 0b11; 0o17; 017; 9007199254740993; 9223372036854775808; 0xFFFFFFFFFFFFFFFFFF; 12n; 0xFFn; 1e400; 0.0

'a\n\'"'; "b\u{1F600}\x41\u00e9"; 'é'; '😀'; '\ud800'; 'line\
continued'; ''; '\0'

/a[b]\/c/gi; /c/; a = /=d/g.test(b); (/e/u)

null; true; false; this; undefined

[]; [a, , b, ]; [, ]; [...a, ...b]; [[a], [b]]

({}); ({a, b: c, 'd': e, 1: f, 0x10: g, [h + i]: j, ...k, l() {}, get m() { return 1 }, set m(n) {}, async o() {}, *p() {}, [r]() {}, get [s]() {}, 't'() {}, 2() {}, if: 1, get: 2, set, async: 3, get get() {}, set set(v) {}, async async() {}, __proto__: null, true: 1, null() {}, 12n: 3})

[a, b] = c; [a, [b, c] = d, ...e.f] = g; ({a, b = 1, c: d, e: {f} = {}, [g]: h.i, ...j} = k); [a = 1, b.c = 2, , ] = d; [...[a, b]] = c; ({a: [b]} = c)

(function () {}); (function name1() { var v; }); (function* () {}); (async function name2(a) {}); (async function* () {})

() => {}; () => a; a => b; (a) => b; (a, b) => { var c; return a }; (a = 1) => a; ({a}) => a; ([a, b], {c: d = 1}, ...e) => a; (...a) => a; (a, ...b) => c; (a, b = 2) => c

async () => a; async a => await a; async (a) => a; async (a, b) => { await a }; async (...a) => a; async(a, b); async(); async

é => [é]; (é, ö) => 1; (a, [b] = [1], {c} = {}) => a

() => (a); () => ({}); () => [a]; () => new A(); () => (a, b); () => () => {}; a => b => c

class A1 {}

class B extends A { constructor(a) { super(a); super.b; super.b(); super[c]; super[c](...d) } }

(class {}); (class Named extends (a, b) { }); x = class extends a.b(c) {}

class C { a; b = 1; 'c' = 2; 3 = 4; [d] = 5; static e; static f = 6; #g; #h = 7; static #i = 8; j() {} static k() {} get l() { return 1 } set l(v) {} static get m() {} async n() {} *o() {} async *p() {} static async *q() {} #r() { return this.#g + this.#r() + a.#h.b } get #s() {} static { var t; this.u = 1; { var w } } [v]() {} 'x'() {} 5() {} ; static static() {} get() {} set() {} async() {} static get() {} get get() {} #has(o) { return o } }

class D { static
a = 1
get; set; async; static; 'constructor'() { } static async
b() {} }

function g2() { new.target; return function () { return new.target } }

function g3() { a: while (1) { if (x) break a; } }

\u0061b; ({\u0061b, c\u0064: 1}); a.\u0062; var \u{61}c

async function g4() { (await a).b; [await b]; await (c); for (const d of await e) ; }

async function g5() { await a + await b; -await c; `${await d}` }

function* g6() { (yield a); [yield]; f(yield b, yield); yield
c; ({ d: yield }) ; yield /re/; yield* yield e; }

eval('1'); (0, eval)('2')

a /* ( */ ( /* ) */ b /* , */ , c ) ; new a /* ( */ ( /* ) */ )

x1 = { "a": 1, 'b' : 2 , c : function () {}, d: class {}, e: () => {} }

((a)); ((a, b)); ((a).b); (((a.b).c))

for (var i2 = function () { var inForHead }; ;) break;

for (const z of (a, b)) ;

var { a: { b: deep = () => { var inDefault } } = {}, ...others } = x
