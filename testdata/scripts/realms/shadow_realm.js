// What crosses the boundary of a ShadowRealm: primitives and wrapped functions, no objects, no frames.
const r = new ShadowRealm();
const name = (f) => { try { return f(); } catch (e) { return e.constructor.name + (Object.getPrototypeOf(e.constructor) === Error) + ": " + e.message; } };
print(r.evaluate("1 + 1") + typeof r.evaluate("Symbol.iterator") + (r.evaluate("Symbol.iterator") === Symbol.iterator)); // expect: 2symboltrue
print(r.evaluate("let hidden = 1; var seen = 2; hidden + seen") + r.evaluate("typeof hidden + typeof seen")); // expect: 3undefinednumber
print(r.evaluate("'use strict'; var own = 1; typeof own") + r.evaluate("typeof own")); // expect: numberundefined
print(String(r.evaluate("this === globalThis && Object.getPrototypeOf(globalThis) === Object.prototype"))); // expect: true
print(r.evaluate("typeof print")); // expect: undefined
print(name(() => r.evaluate("({})"))); // expect: TypeErrortrue: An object that is no function cannot cross the boundary of a ShadowRealm
print(name(() => r.evaluate("throw new RangeError('far')"))); // expect: TypeErrortrue: The code of a ShadowRealm threw: RangeError: far
print(name(() => r.evaluate("}"))); // expect: SyntaxErrortrue: Unexpected token '}'
print(name(() => r.evaluate("new.target")).slice(0, 11)); // expect: SyntaxError
print(name(() => ShadowRealm())); // expect: TypeErrortrue: Constructor ShadowRealm requires 'new'
print(name(() => r.evaluate.call({}, "1"))); // expect: TypeErrortrue: Method ShadowRealm.prototype.evaluate called on incompatible receiver #<Object>

// Wrapped functions, in both directions.
const add = r.evaluate("(function add(a, b = 0, ...c) { return a + b + c.length })");
let sum = 0;
for (let i = 0; i < 300; i++) sum += add(i, 1, 2);
print(sum + add.name + add.length + ("prototype" in add) + (add instanceof Function)); // expect: 45450add1falsetrue
print(name(() => new add(1))); // expect: TypeErrortrue: add is not a constructor
print(name(() => add({}))); // expect: TypeErrortrue: An object that is no function cannot cross the boundary of a ShadowRealm
print(name(() => add.call({}, 1))); // expect: TypeErrortrue: An object that is no function cannot cross the boundary of a ShadowRealm
const twice = r.evaluate("f => (globalThis.last = f, f(20) + f(1))");
print(twice((x) => x * 2)); // expect: 42
print(r.evaluate("last instanceof Function") + "" + (r.evaluate("last") === r.evaluate("last"))); // expect: truefalse
print(name(() => twice(() => { throw "near"; }))); // expect: TypeErrortrue: A function of another realm threw: TypeError: A function of another realm threw: near
print(name(() => twice(() => []))); // expect: TypeErrortrue: A function of another realm threw: TypeError: An object that is no function cannot cross the boundary of a ShadowRealm
print(r.evaluate("f => { try { f() } catch (e) { return e instanceof TypeError && !('stack' in Object.prototype) } }")(() => { throw 1; })); // expect: true
const bound = r.evaluate("(function () { return typeof this }).bind(1, 2)");
print(bound() + bound.name + bound.length); // expect: objectbound 0
const proxy = r.evaluate("new Proxy(function f(a) {}, { apply(t, self, args) { const [f] = args; return args.length + f() } })");
print(proxy(() => "x", 2) + proxy.name + proxy.length); // expect: 2xf1
print(Reflect.apply(add, undefined, [1, 2]) + [1, 2, 3].map((x) => add(x, x)).join() + add.bind(null, 5)(6)); // expect: 32,4,611
class Sub extends ShadowRealm { run() { return this.evaluate("typeof ShadowRealm"); } }
print(new Sub().run() + (new Sub() instanceof ShadowRealm) + Object.prototype.toString.call(new Sub())); // expect: functiontrue[object ShadowRealm]
print(r.evaluate("const inner = new ShadowRealm(); inner.evaluate('globalThis.x = 1'); typeof x + inner.evaluate('x')")); // expect: undefined1

// Nothing of the stack crosses.
function outermost() { return r.evaluate("(function deep(f) { return f ? f() : new Error('here').stack })"); }
const deep = outermost();
print(deep().split("\n").length + " " + deep().includes("outermost") + deep().includes("shadow_realm")); // expect: 2 falsefalse
const between = (function here() { return deep(function back() { return new Error("back").stack; }); })();
print([/at back /, /at here /, /at deep .*eval/].map((x) => x.test(between)).join()); // expect: true,true,false
function caller() { return r.evaluate("(function f() { return f.caller === null })")(); }
print(caller()); // expect: true
function seen() { return deep(function f() { return String(f.caller); }); }
print(seen()); // expect: null
print(r.evaluate("Error.captureStackTrace ? (function g() { const o = {}; Error.captureStackTrace(o); return o.stack })().includes('shadow_realm') : false")); // expect: false

// Depth and jobs.
const down = r.evaluate("(f, n) => n === 0 ? 0 : 1 + f(n - 1)");
const up = (n) => down(up, n);
print(up(50)); // expect: 50
print(name(() => up(1e9)).slice(0, 9)); // expect: TypeError
r.evaluate("(print) => { Promise.resolve(3).then(async (x) => { await null; print('job ' + x) }); Promise.resolve().then().then() }")(print);
Promise.resolve().then(() => print("after")); // expect: after
// expect: job 3
