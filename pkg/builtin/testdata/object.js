// str is String() in terms of the operators alone.
function str(v) { return typeof v === "symbol" ? Symbol.prototype.toString.call(v) : "" + v; }
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error((what || "") + ": got " + str(actual) + ", want " + str(expected));
}
function throws(ctor, f) {
  try { f(); } catch (e) {
    if (e instanceof ctor) return e;
    throw new Error("wrong error " + e);
  }
  throw new Error("nothing thrown by " + f);
}
const text = v => Object.prototype.toString.call(v);
same(text(null), "[object Null]");
same(text([]), "[object Array]");
same(text(() => 1), "[object Function]");
same(text(1), "[object Number]");
same(text(new Error), "[object Error]");
same(text((function () { return arguments; })()), "[object Arguments]");
same(text({ [Symbol.toStringTag]: "X" }), "[object X]");
same(text(new Proxy([], {})), "[object Array]");
same(text(function* () {}()), "[object Generator]");

// Property order: indices ascending, then strings, then symbols as created.
const s = Symbol("s");
const o = { b: 1, 2: 1, a: 1, 1: 1, [s]: 1 };
same(Reflect.ownKeys(o).map(str).join(), "1,2,b,a,Symbol(s)");
same(Object.entries({ x: 1, y: 2 }).join(";"), "x,1;y,2");
same(Object.fromEntries([["a", 1], ["b", 2]]).b, 2);
same(Object.assign({}, "ab", null, { c: 3 }).c, 3);
same(Object.getOwnPropertyNames("ab").join(), "0,1,length");
same(Object.groupBy([1, 2, 3], x => x % 2 ? "odd" : "even").odd.join(), "1,3");

// Integrity.
same(Object.isFrozen(Object.freeze({ a: 1 })), true);
same(Object.isFrozen("x"), true);
const sealed = Object.seal({ a: 1 });
sealed.a = 2;
same(sealed.a, 2);
same(delete Object.freeze([1])[0] === false, true);
throws(TypeError, () => { "use strict"; sealed.b = 1; });
throws(TypeError, () => Object.setPrototypeOf(Object.preventExtensions({}), {}));
throws(TypeError, () => { const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b); });
throws(TypeError, () => Object.defineProperty({}, "x", { get() {}, value: 1 }));

// Functions.
function f(a, b, c = 1) { return [this, a, b]; }
const bound = f.bind(7, 1);
same(bound.name, "bound f");
same(bound.length, 1);
same(bound(2)[2], 2);
same(f.call(undefined, 5)[1], 5);
same(f.apply(null, { length: 2, 0: "x", 1: "y" })[2], "y");
same(Math_max.apply(null, [1, 5, 3]), 5);
function Math_max(...xs) { let m = xs[0]; for (const x of xs) if (x > m) m = x; return m; }
same(new Function("a", "b", "return a + b")(1, 2), 3);
same((class A { m() {} }).toString(), "class A { m() {} }");
same(str(parseInt), "function parseInt() { [native code] }");
same(Function.prototype[Symbol.hasInstance].call(Array, []), true);
same(f.caller == null, true);
throws(TypeError, () => Function.prototype.caller);

// Errors.
const cause = {};
same(new Error("m", { cause }).cause, cause);
same("cause" in new Error("m"), false);
same(new AggregateError([1, 2], "m").errors.length, 2);
same(Error.prototype.toString.call({ name: "N", message: "m" }), "N: m");
same(Object.getPrototypeOf(TypeError), Error);
same(typeof new Error("x").stack, "string");
same(Error.isError(new RangeError), true);
same(Error.isError(Object.create(Error.prototype)), false);

// Symbols.
same(Symbol("d").description, "d");
same(Symbol().description, undefined);
same(Symbol.for("k"), Symbol.for("k"));
same(Symbol.keyFor(Symbol.for("k")), "k");
same(Symbol.keyFor(Symbol.iterator), undefined);
same(Object(Symbol.iterator) == Symbol.iterator, true);
throws(TypeError, () => new Symbol);
throws(TypeError, () => `${Symbol()}`);

// Reflect and Proxy.
same(Reflect.construct(Array, [1, 2]).length, 2);
same(Reflect.construct(function () { return new.target; }, [], Array), Array);
same(Reflect.get({ get x() { "use strict"; return this; } }, "x", 5), 5);
const { proxy, revoke } = Proxy.revocable({}, {});
proxy.x = 1;
revoke();
throws(TypeError, () => proxy.x);

// Global functions.
same(parseInt("0x1f"), 31);
same(parseInt("12px"), 12);
same(parseInt("101", 2), 5);
same(parseFloat("-.5e1x"), -5);
same(isNaN("x"), true);
same(isFinite("1"), true);
same(encodeURIComponent("ä€𝄞 /"), "%C3%A4%E2%82%AC%F0%9D%84%9E%20%2F");
same(decodeURIComponent("%F0%9D%84%9E"), "𝄞");
same(decodeURI("%2F%41"), "%2FA");
throws(URIError, () => encodeURI("\uD800"));
throws(URIError, () => decodeURI("%C0%80"));
throws(URIError, () => decodeURI("%ED%A0%80"));
throws(URIError, () => decodeURI("%E2%82"));
same(escape("ä€ x"), "%E4%u20AC%20x");
same(unescape("%u20AC%E4%zz"), "€ä%zz");

// for-in: order, deletion, shadowing.
let keys = [];
const base = { p: 1, shadow: 1, 0: 1 };
const derived = Object.create(base, { shadow: { value: 1, enumerable: false } });
derived.b = 1; derived[3] = 1; derived.a = 1; derived[1] = 1;
for (const k in derived) keys.push(k);
same(keys.join(), "1,3,b,a,0,p");
keys = [];
const shrinking = { a: 1, b: 2, c: 3 };
for (const k in shrinking) { keys.push(k); delete shrinking.b; }
same(keys.join(), "a,c");
keys = [];
for (const k in "ab") keys.push(k);
for (const k in null) keys.push(k);
same(keys.join(), "0,1");
