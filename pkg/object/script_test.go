package object_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// row is a script and what show makes of it.
type row struct{ source, want string }

func check(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		assert.Equal(t, r.want, show(t, newRuntime(t), r.source), r.source)
	}
}

func TestMessages(t *testing.T) {
	check(t, []row{
		{"undefined.x", "TypeError: Cannot read properties of undefined (reading 'x')"},
		{"null[1]", "TypeError: Cannot read properties of null (reading '1')"},
		{"null[Symbol.iterator]", "TypeError: Cannot read properties of null (reading 'Symbol(Symbol.iterator)')"},
		{"undefined.x = 1", "TypeError: Cannot set properties of undefined (setting 'x')"},
		{"nope", "ReferenceError: nope is not defined"},
		{"'use strict'; nope = 1", "ReferenceError: nope is not defined"},
		{"x; let x", "ReferenceError: Cannot access 'x' before initialization"},
		{"const c = 1; c = 2", "TypeError: Assignment to constant variable."},
		{"class A {} A()", "TypeError: Class constructor A cannot be invoked without 'new'"},
		{"({}).f()", "TypeError: (intermediate value).f is not a function"},
		{"var o = {}; o.a.b()", "TypeError: Cannot read properties of undefined (reading 'b')"},
		{"var o = {}; o.b()", "TypeError: o.b is not a function"},
		{"new 1", "TypeError: 1 is not a constructor"},
		{"new (() => 1)", "TypeError: (intermediate value) is not a constructor"},
		{"'use strict'; Object.freeze({a: 1}).a = 2", "TypeError: Cannot assign to read only property 'a' of object '#<Object>'"},
		{"'use strict'; Object.freeze({}).b = 2", "TypeError: Cannot add property b, object is not extensible"},
		{"'use strict'; delete Object.freeze({a: 1}).a", "TypeError: Cannot delete property 'a' of #<Object>"},
		{"'use strict'; ({get a() {}}).a = 1", "TypeError: Cannot set property a of #<Object> which has only a getter"},
		{"'use strict'; 'abc'.x = 1", "TypeError: Cannot create property 'x' on string 'abc'"},
		{"1 in 'a'", "TypeError: Cannot use 'in' operator to search for '1' in a"},
		{"class A extends B {}; class B {}", "ReferenceError: Cannot access 'B' before initialization"},
		{"class A extends 1 {}", "TypeError: Class extends value 1 is not a constructor or null"},
		{"class A extends Object { constructor() { this.x } } new A", "ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor"},
		{"class A extends Object { constructor() { super(); super() } } new A", "ReferenceError: Super constructor may only be called once"},
		{"class A extends Object { constructor() { return 1 } } new A", "TypeError: Derived constructors may only return object or undefined"},
		{"class A { #x; static f(o) { return o.#x } } A.f({})", "TypeError: Cannot read private member #x from an object whose class did not declare it"},
		{"class A { #x; static f(o) { o.#x = 1 } } A.f({})", "TypeError: Cannot write private member #x to an object whose class did not declare it"},
		{"class A { #m() {} f() { this.#m = 1 } } new A().f()", "TypeError: Private method '#m' is not writable"},
		{"function f() { f() } f()", "RangeError: Maximum call stack size exceeded"},
		{"Object.defineProperty({}, 'x', 1)", "TypeError: Property description must be an object: 1"},
		{"Object.defineProperty(Object.freeze({}), 'x', {})", "TypeError: Cannot define property x, object is not extensible"},
		{"[].length = -1", "RangeError: Invalid array length"},
		{"eval('let a; let a')", "SyntaxError: Identifier 'a' has already been declared"},
	})
}

func TestStack(t *testing.T) {
	rt := newRuntime(t)
	got := show(t, rt, "function f() { throw new Error('m') }\nfunction g() { f() }\ntry { g() } catch (e) { e.stack }")
	assert.Contains(t, got, "Error: m\n    at f (test.js:1:")
	assert.Contains(t, got, "\n    at g (test.js:2:")
	assert.Contains(t, got, "\n    at test.js:3:")
}

func TestGlobalScope(t *testing.T) {
	check(t, []row{
		{"var a = 1; typeof globalThis.a + delete globalThis.a", "numberfalse"},
		{"let a = 1; typeof globalThis.a + a", "undefined1"},
		{"b = 1; delete globalThis.b", "true"},
		{"function f() {} Object.getOwnPropertyDescriptor(globalThis, 'f').enumerable", "true"},
		{"let undefined", "SyntaxError: Identifier 'undefined' has already been declared"},
		{"typeof a; let a", "ReferenceError: Cannot access 'a' before initialization"},
		{"a = 1; Object.defineProperty(globalThis, 'a', {get() { return 5 }}); a", "5"},
	})
	rt := newRuntime(t)
	run(t, rt, "let x = 1; const y = 2; var z = 3; function get() { return x + y + z }")
	assert.Equal(t, "SyntaxError: Identifier 'x' has already been declared", show(t, rt, "let x"))
	assert.Equal(t, "SyntaxError: Identifier 'x' has already been declared", show(t, rt, "var x"))
	assert.Equal(t, "SyntaxError: Identifier 'z' has already been declared", show(t, rt, "let z"))
	assert.Equal(t, "6", show(t, rt, "get()"))
	assert.Equal(t, "15", show(t, rt, "x = 10; get()"))
	run(t, rt, "q = 1; function getQ() { return q } getQ(); getQ()")
	assert.Equal(t, "7", show(t, rt, "let q = 7; getQ()"), "a new lexical binding hides the property")
}

func TestEval(t *testing.T) {
	check(t, []row{
		{"(function () { eval('var a = 1'); return a })()", "1"},
		{"(function () { eval('var a = 1'); return delete a })()", "true"},
		{"(function () { var a = 0; eval('var a = 1'); return a })()", "1"},
		{"(function () { 'use strict'; eval('var a = 1'); return typeof a })()", "undefined"},
		{"(function () { var e = eval; var a = 1; return e('typeof a') })()", "undefined"},
		{"(function () { eval('function g() { return 3 }'); return g() })()", "3"},
		{"(function () { let a = 1; { eval('var a = 2') } })()", "SyntaxError: Identifier 'a' has already been declared"},
		{"(function () { return eval('this') === globalThis })()", "true"},
		{"(function () { return eval('arguments.length') })(1, 2)", "2"},
		{"(function () { return eval('new.target') })()", "undefined"},
		{"new (function () { this.x = eval('new.target') !== undefined })().x", "true"},
		{"(function (a, b = eval('var c = 5; c')) { return a + b + typeof c })(1)", "6number"},
		{"eval('var v1 = 1'); delete globalThis.v1", "true"},
		{"eval('1;;;; {}')", "1"},
		{"eval('let z = 1'); typeof z", "undefined"},
		{"new Function('a', 'b', 'return a + b')(1, 2)", "3"},
		{"new Function('a', '/*', '*/) {').length", "SyntaxError: Invalid or unexpected token"},
		{"Function('return this')() === globalThis", "true"},
		{"with ({x: 1}) { x = 2; x }", "2"},
		{"var o = {x: 1, [Symbol.unscopables]: {x: true}}; var x = 5; with (o) { x }", "5"},
		{"with ({f() { return this.y }, y: 4}) { f() }", "4"},
	})
}

func TestArguments(t *testing.T) {
	check(t, []row{
		{"(function (a) { arguments[0] = 2; return a })(1)", "2"},
		{"(function (a) { a = 2; return arguments[0] })(1)", "2"},
		{"(function (a) { 'use strict'; a = 2; return arguments[0] })(1)", "1"},
		{"(function (a, a) { return arguments[0] + a })(1, 2)", "3"},
		{"(function (a) { delete arguments[0]; arguments[0] = 5; return a })(1)", "1"},
		{"(function (a) { Object.defineProperty(arguments, '0', {value: 7}); return a })(1)", "7"},
		{"(function (a) { Object.defineProperty(arguments, '0', {writable: false}); a = 3; return arguments[0] })(1)", "1"},
		{"(function (a) { Object.defineProperty(arguments, '0', {get: () => 9}); a = 3; return arguments[0] })(1)", "9"},
		{"(function (a, b) { return Reflect.ownKeys(arguments).length })(1, 2, 3)", "6"},
		{"(function (a) { Object.freeze(arguments); a = 2; return arguments[0] })(1)", "1"},
		{"(function (a) { return arguments.length + ',' + [...arguments] })(1, 2, 3)", "3,1,2,3"},
		{"(function () { return arguments.callee.name }).bind()() === undefined", "false"},
	})
}

func TestProperties(t *testing.T) {
	check(t, []row{
		{"Reflect.ownKeys({b: 1, 2: 1, a: 1, 1: 1, [Symbol.iterator]: 1}).map(k => typeof k == 'symbol' ? 's' : k).join()", "1,2,b,a,s"},
		{"Reflect.ownKeys(function f(a) {}).join()", "length,name,arguments,caller,prototype"},
		{"Reflect.ownKeys(class { static m() {} }).join()", "length,name,prototype,m"},
		{"(() => {}).hasOwnProperty('prototype')", "false"},
		{"var f = function () {}; delete f.name; f.name", ""},
		{"var f = () => {}; f.length = 3; f.length", "0"},
		{"var a = [1, 2, 3]; a.length = 1; a.join() + a.length", "11"},
		{"var a = []; a[5] = 1; a.length", "6"},
		{"var a = []; a[4294967294] = 1; a.length", "4294967295"},
		{"var a = []; a[4294967295] = 1; a.length", "0"},
		{"var a = [1, 2, 3]; Object.defineProperty(a, 1, {configurable: false}); a.length = 0; a.length", "2"},
		{"var a = [1]; Object.defineProperty(a, 'length', {writable: false}); a[1] = 1; a.length", "1"},
		{"var a = Object.freeze([1]); a[0] = 2; a[0]", "1"},
		{"Object.isFrozen(Object.freeze([1, {}]))", "true"},
		{"var s = Object('abc'); Reflect.ownKeys(s).join()", "0,1,2,length"},
		{"var s = Object('abc'); s[0] = 'x'; s[0]", "a"},
		{"Reflect.defineProperty(Object('abc'), 'length', {value: 3})", "true"},
		{"Reflect.setPrototypeOf(Object.prototype, {})", "false"},
		{"var a = {}, b = Object.create(a); Reflect.setPrototypeOf(a, b)", "false"},
		{"var o = Object.defineProperty({}, 'x', {value: NaN}); Reflect.defineProperty(o, 'x', {value: NaN})", "true"},
		{"var o = Object.defineProperty({}, 'x', {value: 0}); Reflect.defineProperty(o, 'x', {value: -0})", "false"},
		{"var o = {get a() { return 1 }, set a(v) {}}; Object.defineProperty(o, 'a', {value: 2}); o.a", "2"},
		{"var o = {a: 1}; for (var i = 0; i < 3; i++) { delete o.a; o.b = i; o.a = 2 } Object.keys(o).join()", "b,a"},
		{"class A { constructor() { this.a = 1 } } class B extends A { b = 2 } Object.keys(new B).join()", "a,b"},
		{"var p = {}; var o = Object.create(p); function get() { return o.x } get(); get(); p.x = 4; get()", "4"},
		{"var p = {x: 1}; var o = Object.create(p); function get() { return o.x } get(); get(); o.x = 5; get()", "5"},
		{"var p = {}; function set(o) { o.y = 1; return o } set({__proto__: p}); set({__proto__: p}); Object.defineProperty(p, 'y', {set(v) { this.z = v }}); set({__proto__: p}).z", "1"},
		{"function set(o) { o.y = 1; return o } set({}); set({}); Object.isExtensible(set(Object.preventExtensions({})))", "false"},
	})
}

func TestProxyInvariants(t *testing.T) {
	fixed := "var t = Object.defineProperty({}, 'x', {value: 1, writable: false, configurable: false}); "
	sealed := "var t = Object.preventExtensions({x: 1}); "
	check(t, []row{
		{fixed + "new Proxy(t, {get: () => 2}).x", "TypeError: 'get' on proxy: property 'x' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')"},
		{fixed + "new Proxy(t, {get: () => 1}).x", "1"},
		{fixed + "Reflect.set(new Proxy(t, {set: () => true}), 'x', 2)", "TypeError: 'set' on proxy: trap returned truish for property 'x' which exists in the proxy target as a non-configurable and non-writable data property with a different value"},
		{fixed + "'x' in new Proxy(t, {has: () => false})", "TypeError: 'has' on proxy: trap returned falsish for property 'x' which exists in the proxy target as non-configurable"},
		{fixed + "delete new Proxy(t, {deleteProperty: () => true}).x", "TypeError: 'deleteProperty' on proxy: trap returned truish for property 'x' which is non-configurable in the proxy target"},
		{fixed + "Reflect.ownKeys(new Proxy(t, {ownKeys: () => []}))", "TypeError: 'ownKeys' on proxy: trap result did not include 'x'"},
		{"Reflect.ownKeys(new Proxy({}, {ownKeys: () => ['a', 'a']}))", "TypeError: 'ownKeys' on proxy: trap returned duplicate entries"},
		{"Reflect.ownKeys(new Proxy({}, {ownKeys: () => [1]}))", "TypeError: 1 is not a valid property name"},
		{sealed + "Reflect.ownKeys(new Proxy(t, {ownKeys: () => ['x', 'y']}))", "TypeError: 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible"},
		{sealed + "'x' in new Proxy(t, {has: () => false})", "TypeError: 'has' on proxy: trap returned falsish for property 'x' but the proxy target is not extensible"},
		{sealed + "Reflect.getPrototypeOf(new Proxy(t, {getPrototypeOf: () => null}))", "TypeError: 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype"},
		{"Reflect.isExtensible(new Proxy({}, {isExtensible: () => false}))", "TypeError: 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'true')"},
		{"Reflect.preventExtensions(new Proxy({}, {preventExtensions: () => true}))", "TypeError: 'preventExtensions' on proxy: the proxy target is extensible"},
		{"Object.getOwnPropertyDescriptor(new Proxy({}, {getOwnPropertyDescriptor: () => ({configurable: false})}), 'x')", "TypeError: 'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property 'x' which is either non-existent or configurable in the proxy target"},
		{"Object.defineProperty(new Proxy({}, {defineProperty: () => false}), 'x', {})", "TypeError: 'defineProperty' on proxy: trap returned falsish for property 'x'"},
		{"var r = Proxy.revocable({}, {}); r.revoke(); r.proxy.x", "TypeError: Cannot perform 'get' on a proxy that has been revoked"},
		{"new (new Proxy(function () {}, {construct: () => 1}))", "TypeError: 'construct' on proxy: trap returned non-object ('1')"},
		{"new Proxy(function (a) { return a }, {})(3)", "3"},
		{"new Proxy(function (a) { return a }, {apply: (t, th, args) => args.length})(3, 4)", "2"},
		{"'use strict'; new Proxy({}, {set: () => false}).x = 1", "TypeError: 'set' on proxy: trap returned falsish for property 'x'"},
		{"var p = new Proxy({}, {}); for (var i = 0; i < 100000; i++) p = new Proxy(p, {}); p.x", "RangeError: Maximum call stack size exceeded"},
	})
}

// A walk up a long prototype chain uses the budget, up a short one it does not.
func TestLongChainsCount(t *testing.T) {
	rt := newRuntime(t)
	walk := func(source string) int64 {
		o := run(t, rt, source).Object()
		before := rt.Budget
		_, err := rt.HasProperty(o, rt.Heap.Names.Message)
		require.NoError(t, err)
		_, err = rt.Get(o, rt.Heap.Names.Message)
		require.NoError(t, err)
		return before - rt.Budget
	}
	assert.Zero(t, walk("var o = {}; o"))
	assert.Greater(t, walk("for (var i = 0; i < 1000; i++) o = Object.create(o); o"), int64(1500))
}
