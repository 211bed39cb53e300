// What errors of the language itself say, the same in every tier: the thing and its source text.
const said = (f) => {
  try { return "no error: " + String(f()); } catch (e) { return e.name + ": " + e.message; }
};
const t = (f) => {
  const first = said(f);
  for (let i = 0; i < 8; i++) if (said(f) !== first) print("changed to " + said(f));
  print(first);
};

// calls
t((x = {}) => x.foo()); // expect: TypeError: x.foo is not a function
t((x = {}) => x.foo.bar()); // expect: TypeError: Cannot read properties of undefined (reading 'bar')
t((x = {}) => x["a b"]()); // expect: TypeError: x.a b is not a function
t((x = {}, k = "key") => x[k]()); // expect: TypeError: x[k] is not a function
t((x = {}) => x.a.b.c()); // expect: TypeError: Cannot read properties of undefined (reading 'b')
t((f = 1) => f()); // expect: TypeError: f is not a function
t((x = { f: 1 }) => x.f()); // expect: TypeError: x.f is not a function
t((x = {}) => new x.Foo()); // expect: TypeError: x.Foo is not a constructor
t((x = 1) => new x()); // expect: TypeError: x is not a constructor
t((x = {}) => x?.y.z()); // expect: TypeError: Cannot read properties of undefined (reading 'z')
t((x = null) => x.foo()); // expect: TypeError: Cannot read properties of null (reading 'foo')
t((x) => x.foo.bar); // expect: TypeError: Cannot read properties of undefined (reading 'foo')
t(() => (1)()); // expect: TypeError: 1 is not a function
t(() => "s"()); // expect: TypeError: "s" is not a function
t(() => (function () {})()()); // expect: TypeError: (intermediate value)(...) is not a function
t((x = []) => x[0]()); // expect: TypeError: x[0] is not a function
t((x = {}) => x.foo`t`); // expect: TypeError: x.foo is not a function
t((x = 5) => x`t`); // expect: TypeError: x is not a function
t((x = Symbol("q")) => x()); // expect: TypeError: x is not a function
t((x = {}) => x[Symbol.iterator]()); // expect: TypeError: x[Symbol.iterator] is not a function
t(() => this.nope()); // expect: TypeError: this.nope is not a function
t(() => [1].map(3)); // expect: TypeError: 3 is not a function
t(() => [1].map({})); // expect: TypeError: #<Object> is not a function
t(() => new (class { #p = 1; m() { return this.#p(); } })().m()); // expect: TypeError: this.#p is not a function
t(() => super_()); // expect: ReferenceError: super_ is not defined
t((x = () => {}) => new x()); // expect: TypeError: x is not a constructor
t((x = { m() {} }) => new x.m()); // expect: TypeError: x.m is not a constructor
t(() => new (async () => {})()); // expect: TypeError: (intermediate value) is not a constructor
t(() => new Math.max()); // expect: TypeError: Math.max is not a constructor
t(() => Math()); // expect: TypeError: Math is not a function
t(() => new (function* () {})()); // expect: TypeError: (intermediate value) is not a constructor

// reads
t((x) => x.a); // expect: TypeError: Cannot read properties of undefined (reading 'a')
t((x = null) => x.a); // expect: TypeError: Cannot read properties of null (reading 'a')
t((x) => x[0]); // expect: TypeError: Cannot read properties of undefined (reading '0')
t((x) => x["y"]); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t((x) => x[Symbol.iterator]); // expect: TypeError: Cannot read properties of undefined (reading 'Symbol(Symbol.iterator)')
t((x = {}) => x.a.b); // expect: TypeError: Cannot read properties of undefined (reading 'b')
t((x = {}) => x.a.b.c); // expect: TypeError: Cannot read properties of undefined (reading 'b')
t(() => null.x); // expect: TypeError: Cannot read properties of null (reading 'x')
t(() => undefined.x); // expect: TypeError: Cannot read properties of undefined (reading 'x')
t((x = []) => x[0].y); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t((x = { f() {} }) => x.f().y); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t((x, k = "kk") => x[k]); // expect: TypeError: Cannot read properties of undefined (reading 'kk')
t((x = null) => x.a()); // expect: TypeError: Cannot read properties of null (reading 'a')

// writes
t((x) => { x.a = 1; }); // expect: TypeError: Cannot set properties of undefined (setting 'a')
t((x = null) => { x[0] = 1; }); // expect: TypeError: Cannot set properties of null (setting '0')
t((x) => { x.a.b = 1; }); // expect: TypeError: Cannot read properties of undefined (reading 'a')
t((x) => { x.a++; }); // expect: TypeError: Cannot read properties of undefined (reading 'a')
t((x) => { x.a += 1; }); // expect: TypeError: Cannot read properties of undefined (reading 'a')
t(() => { const c = 1; c = 2; }); // expect: TypeError: Assignment to constant variable.
t(() => { const c = 1; c++; }); // expect: TypeError: Assignment to constant variable.
t(() => { const [c] = [1]; [c] = [2]; }); // expect: TypeError: Assignment to constant variable.
t(() => { for (const i = 0; i < 2; i++) {} }); // expect: TypeError: Assignment to constant variable.
t((x = null) => { x[Symbol("s")] = 1; }); // expect: TypeError: Cannot set properties of null (setting 'Symbol(s)')
t((x) => { [x.a] = [1]; }); // expect: TypeError: Cannot set properties of undefined (setting 'a')

// strict
(function () {
  "use strict";
  t(() => { undeclared = 1; }); // expect: ReferenceError: undeclared is not defined
  t(() => { Object.freeze({ a: 1 }).a = 2; }); // expect: TypeError: Cannot assign to read only property 'a' of object '#<Object>'
  t(() => { Object.freeze([1]).push(2); }); // expect: TypeError: Cannot add property 1, object is not extensible
  t(() => { ({ get a() { return 1; } }).a = 2; }); // expect: TypeError: Cannot set property a of #<Object> which has only a getter
  t(() => { delete Object.freeze({ a: 1 }).a; }); // expect: TypeError: Cannot delete property 'a' of #<Object>
  t(() => { Object.preventExtensions({}).x = 1; }); // expect: TypeError: Cannot add property x, object is not extensible
  t(() => { (5).x = 1; }); // expect: TypeError: Cannot create property 'x' on number '5'
  t(() => { Symbol.iterator.x = 1; }); // expect: TypeError: Cannot create property 'x' on symbol 'Symbol(Symbol.iterator)'
  t(() => { delete [].length; }); // expect: TypeError: Cannot delete property 'length' of [object Array]
  t(() => { undefined = 1; }); // expect: TypeError: Cannot assign to read only property 'undefined' of object '#<Object>'
  t(() => { (function f() { f = 1; })(); }); // expect: TypeError: Assignment to constant variable.
  t(() => { delete Object.prototype; }); // expect: TypeError: Cannot delete property 'prototype' of function Object
})();

// names
t(() => nope); // expect: ReferenceError: nope is not defined
t(() => nope()); // expect: ReferenceError: nope is not defined
t(() => nope.x); // expect: ReferenceError: nope is not defined
t(() => { nope++; }); // expect: ReferenceError: nope is not defined
t(() => { x; let x; }); // expect: ReferenceError: Cannot access 'x' before initialization
t(() => { x = 1; let x; }); // expect: ReferenceError: Cannot access 'x' before initialization
t(() => { f(); const y = 1; function f() { return y; } }); // expect: ReferenceError: Cannot access 'y' before initialization
t(() => { new C(); class C {} }); // expect: ReferenceError: Cannot access 'C' before initialization
t(() => { let a = a; }); // expect: ReferenceError: Cannot access 'a' before initialization
t((a = b, b) => a); // expect: ReferenceError: Cannot access 'b' before initialization
t(() => { class A extends A {} }); // expect: ReferenceError: Cannot access 'A' before initialization
t(() => { typeof z; let z; }); // expect: ReferenceError: Cannot access 'z' before initialization
t(() => { switch (1) { case 0: let q; case 1: q; } }); // expect: ReferenceError: Cannot access 'q' before initialization
t(() => { for (const x of x); }); // expect: ReferenceError: Cannot access 'x' before initialization

// iterate
t((x = 5) => { for (const a of x); }); // expect: TypeError: x is not iterable
t((x) => { for (const a of x); }); // expect: TypeError: x is not iterable
t((x = {}) => { for (const a of x); }); // expect: TypeError: x is not iterable
t((x = {}) => [...x]); // expect: TypeError: x is not iterable
t((x) => [...x]); // expect: TypeError: x is not iterable
t((x = 5) => { const [a] = x; }); // expect: TypeError: x is not iterable
t((x) => { const [a] = x; }); // expect: TypeError: x is not iterable
t((x = {}) => { const [a] = x; }); // expect: TypeError: x is not iterable
t((x = {}) => Math.max(...x)); // expect: TypeError: x is not iterable
t((x) => Math.max(...x)); // expect: TypeError: x is not iterable
t((x = 1) => new Map(x)); // expect: TypeError: number 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Map([1])); // expect: TypeError: Iterator value 1 is not an entry object
t((x) => { const { a } = x; }); // expect: TypeError: Cannot destructure property 'a' of 'x' as it is undefined.
t((x = null) => { const { a: { b } } = x; }); // expect: TypeError: Cannot destructure property 'a' of 'x' as it is null.
t((x = {}) => { const { a: { b } } = x; }); // expect: TypeError: Cannot destructure property 'b' of 'x.a' as it is undefined.
t((x = {}) => { const { a: [b] } = x; }); // expect: TypeError: x.a is not iterable
t(({ a } = null) => a); // expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
t(([a] = 5) => a); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => { const {} = x; }); // expect: TypeError: Cannot destructure 'x' as it is undefined.
t((x) => { ({ a: x.b } = null); }); // expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
t((x) => { const { ...r } = x; }); // expect: TypeError: Cannot destructure 'x' as it is undefined.
t((x) => { const { [x]: y } = x; }); // expect: TypeError: Cannot destructure 'x' as it is undefined.
t(() => { const [a] = { [Symbol.iterator]: 1 }; }); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const [a] = { [Symbol.iterator]() { return 1; } }; }); // expect: TypeError: Result of the Symbol.iterator method is not an object
t(() => { for (const x of { [Symbol.iterator]() { return { next: 1 }; } }); }); // expect: TypeError: 1 is not a function
t(() => { for (const x of { [Symbol.iterator]() { return { next() { return 1; } }; } }); }); // expect: TypeError: Iterator result 1 is not an object
t(() => { function* g() { yield* 5; } [...g()]; }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => Promise.all.call(1)); // expect: TypeError: 1 is not a constructor
t(() => Array.from({ [Symbol.iterator]: 1 })); // expect: TypeError: '1' returned for property 'Symbol(Symbol.iterator)' of object '#<Object>' is not a function
t(() => Object.fromEntries(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => Object.fromEntries([1])); // expect: TypeError: Iterator value 1 is not an entry object
t(() => { for (const [a, b] of [1]); }); // expect: TypeError: number 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const { a } of [null]); }); // expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
t((f = ({ a }) => a) => f()); // expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
t((f = ([a]) => a) => f()); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))

// classes
t(() => { class A {} A(); }); // expect: TypeError: Class constructor A cannot be invoked without 'new'
t(() => { class A extends 5 {} }); // expect: TypeError: Class extends value 5 is not a constructor or null
t(() => { class A extends Object { constructor() { this.x; } } new A(); }); // expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
t(() => { class A extends Object { constructor() { super(); super(); } } new A(); }); // expect: ReferenceError: Super constructor may only be called once
t(() => { class A extends Object { constructor() { return 1; } } new A(); }); // expect: TypeError: Derived constructors may only return object or undefined
t(() => { class A { #p; static gett(o) { return o.#p; } } A.gett({}); }); // expect: TypeError: Cannot read private member #p from an object whose class did not declare it
t(() => { class A { #p; static set(o) { o.#p = 1; } } A.set({}); }); // expect: TypeError: Cannot write private member #p to an object whose class did not declare it
t(() => { class A { #m() {} static set(o) { o.#m = 1; } } A.set(new A()); }); // expect: TypeError: Private method '#m' is not writable
t(() => { class A { get #g() { return 1; } static set(o) { o.#g = 1; } } A.set(new A()); }); // expect: TypeError: '#g' was defined without a setter
t(() => { class A { set #g(v) {} static get(o) { return o.#g; } } A.get(new A()); }); // expect: TypeError: '#g' was defined without a getter
t(() => { class A { #p; static has(o) { return #p in o; } } A.has(1); }); // expect: TypeError: Cannot use 'in' operator to search for '#p' in 1
t(() => { class A { constructor(o) { return o; } } class B extends A { #p; } const o = {}; new B(o); new B(o); }); // expect: TypeError: Cannot initialize #p twice on the same object
t(() => { ({ m() { return super.x.y; } }).m(); }); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t(() => { ({ m() { super.x(); } }).m(); }); // expect: TypeError: (intermediate value).x is not a function
t(() => { class A { static ['prototype']() {} } }); // expect: TypeError: Cannot redefine property: prototype
t(() => { const f = function () {}; f.prototype = 3; class A extends f {} }); // expect: TypeError: Class extends value does not have valid prototype property 3
t(() => { class A { static #p() {} static m() { return A.#p.call(1).x; } } A.m(); }); // expect: TypeError: Cannot read properties of undefined (reading 'x')

// operators
t(() => 1 in 5); // expect: TypeError: Cannot use 'in' operator to search for '1' in 5
t(() => "a" in "b"); // expect: TypeError: Cannot use 'in' operator to search for 'a' in b
t((x = {}) => "a" in x.y); // expect: TypeError: Cannot use 'in' operator to search for 'a' in undefined
t(() => ({}) instanceof 5); // expect: TypeError: Right-hand side of 'instanceof' is not an object
t(() => ({}) instanceof {}); // expect: TypeError: Right-hand side of 'instanceof' is not callable
t(() => ({}) instanceof (() => {})); // expect: TypeError: Function has non-object prototype 'undefined' in instanceof check
t(() => 1n + 1); // expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
t(() => 1n * 1.5); // expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
t(() => +1n); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => 1n >>> 0n); // expect: TypeError: BigInts have no unsigned right shift, use >> instead
t(() => 1n / 0n); // expect: RangeError: Division by zero
t(() => 2n ** -1n); // expect: RangeError: Exponent must be non-negative
t(() => Symbol() + ""); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => +Symbol()); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => `${Symbol("d")}`); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => Symbol() + 1); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => ({ [Symbol.toPrimitive]: 1 }) + 1); // expect: TypeError: '1' returned for property 'Symbol(Symbol.toPrimitive)' of object '#<Object>' is not a function
t(() => ({ valueOf() { return {}; }, toString() { return {}; } }) + 1); // expect: TypeError: Cannot convert object to primitive value
t(() => Object.create(null) + ""); // expect: TypeError: Cannot convert object to primitive value
t(() => new Symbol()); // expect: TypeError: Symbol is not a constructor
t(() => BigInt(1.5)); // expect: RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer
t(() => BigInt("x")); // expect: SyntaxError: Cannot convert x to a BigInt
t(() => ({ [Symbol.toPrimitive]() { return {}; } }) + 1); // expect: TypeError: Cannot convert object to primitive value
t(() => Math.max(1n)); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => isNaN(1n)); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => new BigInt(1)); // expect: TypeError: BigInt is not a constructor
t(() => null[Symbol.iterator]); // expect: TypeError: Cannot read properties of null (reading 'Symbol(Symbol.iterator)')
