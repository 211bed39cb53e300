// Messages of members, calls, names, private members, classes and strict mode.
const said = (f) => {
  try { return "no error: " + String(f()); } catch (e) { return e.name + ": " + e.message.replaceAll("\n", "|"); }
};
const t = (f) => {
  const first = said(f);
  for (let i = 0; i < 8; i++) if (said(f) !== first) print("changed to " + said(f));
  print(first);
};
t((x) => delete x.a); // expect: TypeError: Cannot convert undefined or null to object
t((x) => { with(x){} }); // expect: TypeError: Cannot convert undefined or null to object
t((x=5) => { 'use strict2'; new x.y.z() }); // expect: TypeError: Cannot read properties of undefined (reading 'z')
t((x={a:{}}) => x.a?.b.c); // expect: TypeError: Cannot read properties of undefined (reading 'c')
t((x={}) => x?.()); // expect: TypeError: x is not a function
t((x={a:1}) => x.a?.()); // expect: TypeError: x.a is not a function
t((x={}) => (x.a)()); // expect: TypeError: x.a is not a function
t((x={}) => (0,x.a)()); // expect: TypeError: (0 , x.a) is not a function
t((x={}) => x[0][1]()); // expect: TypeError: Cannot read properties of undefined (reading '1')
t((x={}) => x[(1,2)]()); // expect: TypeError: x[(1 , 2)] is not a function
t((x={},y=1) => x[y+1]()); // expect: TypeError: x[(y + 1)] is not a function
t((x={}) => new (x.a)()); // expect: TypeError: x.a is not a constructor
t((x={}) => new (x.a())()); // expect: TypeError: x.a is not a function
t((x={}) => new x[0]); // expect: TypeError: x[0] is not a constructor
t((x={}) => x.a.b=1); // expect: TypeError: Cannot set properties of undefined (setting 'b')
t((x={}) => x[x.y.z]=1); // expect: TypeError: Cannot read properties of undefined (reading 'z')
t((x=null) => { x.a ||= 1 }); // expect: TypeError: Cannot read properties of null (reading 'a')
t((x=null) => { x.a = x.b }); // expect: TypeError: Cannot read properties of null (reading 'b')
t((x) => { x[{toString(){return "key"}}] }); // expect: TypeError: Cannot read properties of undefined (reading '#<Object>')
t((x) => { x[null] = 1}); // expect: TypeError: Cannot set properties of undefined (setting 'null')
t((x) => { for (x.a of [1]); }); // expect: TypeError: Cannot set properties of undefined (setting 'a')
t((x) => { for (x.a in {b:1}); }); // expect: TypeError: Cannot set properties of undefined (setting 'a')
t((x) => { ({b: x.a} = {b:1}) }); // expect: TypeError: Cannot set properties of undefined (setting 'a')
t(() => { const c=1; c+=1 }); // expect: TypeError: Assignment to constant variable.
t(() => { const {c}={c:1}; ({c}={c:2}) }); // expect: TypeError: Assignment to constant variable.
t(() => { for (const c of [1]) c=2 }); // expect: TypeError: Assignment to constant variable.
t(() => { class A { static { A = 1 } } }); // expect: TypeError: Assignment to constant variable.
t(() => { const f = class B { m(){ B = 1 } }; new f().m() }); // expect: TypeError: Assignment to constant variable.
t(() => { a.b; let a }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { a(); let a }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { a = 1; const a = 2 }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { a++; let a }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { a ||= 1; let a }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { [a] = [1]; let a }); // expect: ReferenceError: Cannot access 'a' before initialization
t(() => { delete undefinedName.x }); // expect: ReferenceError: undefinedName is not defined
t(() => { undefinedName += 1 }); // expect: ReferenceError: undefinedName is not defined
t(() => { class A { #x; f(o){ o.#x() } } new A().f({}) }); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
t(() => { class A { #x; f(){ this.#x() } } new A().f() }); // expect: TypeError: this.#x is not a function
t(() => { class A { #x(){}; f(o){ o.#x() } } new A().f({}) }); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
t(() => { class A { #x(){}; f(o){ return o.#x } } new A().f(null) }); // expect: TypeError: Cannot read properties of null (reading '#x')
t(() => { class A { #x; f(o){ return o.#x } } new A().f(null) }); // expect: TypeError: Cannot read properties of null (reading '#x')
t(() => { class A { #x; f(o){ o.#x=1 } } new A().f(undefined) }); // expect: TypeError: Cannot set properties of undefined (setting '#x')
t(() => { class A { get #x(){return 1}; f(o){ return o.#x } } new A().f({}) }); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
t(() => { class A { set #x(v){}; f(o){ o.#x=1 } } new A().f({}) }); // expect: TypeError: Cannot write private member #x to an object whose class did not declare it
t(() => { class A { static #x(){}; static f(o){ o.#x() } } A.f(class extends A{}) }); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
t(() => { class A { #x; static f(o){ return #x in o } } A.f(null) }); // expect: TypeError: Cannot use 'in' operator to search for '#x' in null
t(() => { class A { #x; static f(o){ return o?.#x.y } } A.f(new A) }); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t(() => { class A { #x; static f(o){ o.#x++ } } A.f({}) }); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
t(() => { class A { #x; static f(o){ ({a:o.#x} = {a:1}) } } A.f({}) }); // expect: TypeError: Cannot write private member #x to an object whose class did not declare it
t(() => { class A extends null {} new A }); // expect: TypeError: Super constructor null of class 'A' is not a constructor
t(() => { class A extends undefined {} }); // expect: TypeError: Class extends value undefined is not a constructor or null
t(() => { class A extends (() => {}) {} }); // expect: TypeError: Class extends value () => {} is not a constructor or null
t(() => { class A extends {} {} }); // expect: TypeError: Class extends value #<Object> is not a constructor or null
t(() => { class A extends (function*(){}) {} }); // expect: TypeError: Class extends value function*(){} is not a constructor or null
t(() => { class A extends Math.max {} }); // expect: TypeError: Class extends value function max is not a constructor or null
t(() => { function F(){} F.prototype=5; class A extends F {} }); // expect: TypeError: Class extends value does not have valid prototype property 5
t(() => { class A extends Object { constructor(){ super.x } } new A }); // expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
t(() => { class A extends Object { constructor(){ super.x() } } new A }); // expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
t(() => { class A extends Object { constructor(){ return null } } new A }); // expect: TypeError: Derived constructors may only return object or undefined
t(() => { class A extends Object { constructor(){ const f=() => this; f() } } new A }); // expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
t(() => { class A extends Object { constructor(){ } } new A }); // expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
t(() => { class A extends Object { constructor(){ super() ; super.x.y.z } } new A }); // expect: TypeError: Cannot read properties of undefined (reading 'y')
t(() => { class A { constructor(){ super.foo() } } new A }); // expect: TypeError: (intermediate value).foo is not a function
t(() => { class A { static m(){ super.foo() } } A.m() }); // expect: TypeError: (intermediate value).foo is not a function
t(() => { class A { m(){ super.foo.bar } } new A().m() }); // expect: TypeError: Cannot read properties of undefined (reading 'bar')
t(() => { class A { m(){ super[1+1]() } } new A().m() }); // expect: TypeError: (intermediate value)[(1 + 1)] is not a function
t(() => { const o={__proto__:null, m(){ super.x }}; o.m() }); // expect: TypeError: Cannot read properties of null (reading 'x')
t(() => { const o={__proto__:null, m(){ super.x=1 }}; o.m(); return "ok" }); // expect: TypeError: Cannot set properties of null (setting 'x')
t(() => { class A extends Object { constructor(){ super() } } Object.setPrototypeOf(A, null); new A }); // expect: TypeError: Super constructor null of class 'A' is not a constructor
t(() => { class A extends Object { constructor(){ super() } } Object.setPrototypeOf(A, Math.max); new A }); // expect: TypeError: Super constructor function max of class 'A' is not a constructor
t(() => { class A extends Object { constructor(){ super() } } A() }); // expect: TypeError: Class constructor A cannot be invoked without 'new'
t(() => { (class {})() }); // expect: TypeError: Class constructors cannot be invoked without 'new'
t(() => { (class {}).call({}) }); // expect: TypeError: Class constructors cannot be invoked without 'new'
t(() => Reflect.apply(class A{}, 1, [])); // expect: TypeError: Class constructor A cannot be invoked without 'new'
t(() => { "use strict"; ({get a(){return 1}}).a=2 }); // expect: TypeError: Cannot set property a of #<Object> which has only a getter
t(() => { "use strict"; ({get [Symbol.iterator](){return 1}})[Symbol.iterator]=2 }); // expect: TypeError: Cannot set property Symbol(Symbol.iterator) of #<Object> which has only a getter
t(() => { "use strict"; const o=Object.freeze({a:1}); o.a=2 }); // expect: TypeError: Cannot assign to read only property 'a' of object '#<Object>'
t(() => { "use strict"; const o=Object.freeze({}); o.b=2 }); // expect: TypeError: Cannot add property b, object is not extensible
t(() => { "use strict"; const o=Object.freeze([1]); o[0]=2 }); // expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
t(() => { "use strict"; const o=Object.freeze([1]); o[5]=2 }); // expect: TypeError: Cannot add property 5, object is not extensible
t(() => { "use strict"; const o=Object.freeze([1]); o.pop() }); // expect: TypeError: Cannot delete property '0' of [object Array]
t(() => { "use strict"; const o=Object.freeze([1]); o.shift() }); // expect: TypeError: Cannot delete property '0' of [object Array]
t(() => { "use strict"; const o=Object.freeze([1]); o.unshift(1) }); // expect: TypeError: Cannot add property 1, object is not extensible
t(() => { "use strict"; const o=Object.freeze([1,2]); o.sort() }); // expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
t(() => { "use strict"; const o=Object.freeze([1,2]); o.reverse() }); // expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
t(() => { "use strict"; const o=Object.freeze([1,2]); o.length=0 }); // expect: TypeError: Cannot assign to read only property 'length' of object '[object Array]'
t(() => { "use strict"; const o=Object.freeze([1,2]); o.fill(0) }); // expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
t(() => { "use strict"; const o=Object.seal({a:1}); delete o.a }); // expect: TypeError: Cannot delete property 'a' of #<Object>
t(() => { "use strict"; delete Object.freeze([1])[0] }); // expect: TypeError: Cannot delete property '0' of [object Array]
t(() => { "use strict"; delete "abc".length }); // expect: TypeError: Cannot delete property 'length' of "abc"
t(() => { "use strict"; delete "abc"[0] }); // expect: TypeError: Cannot delete property '0' of "abc"
t(() => { "use strict"; "abc".length=1 }); // expect: TypeError: Cannot assign to read only property 'length' of string 'abc'
t(() => { "use strict"; "abc"[0]="x" }); // expect: TypeError: Cannot assign to read only property '0' of string 'abc'
t(() => { "use strict"; "abc".foo=1 }); // expect: TypeError: Cannot create property 'foo' on string 'abc'
t(() => { "use strict"; true.foo=1 }); // expect: TypeError: Cannot create property 'foo' on boolean 'true'
t(() => { "use strict"; (1n).foo=1 }); // expect: TypeError: Cannot create property 'foo' on bigint '1'
t(() => { "use strict"; Math.PI=1 }); // expect: TypeError: Cannot assign to read only property 'PI' of object '#<Object>'
t(() => { "use strict"; NaN=1 }); // expect: TypeError: Cannot assign to read only property 'NaN' of object '#<Object>'
t(() => { "use strict"; globalThis.NaN=1 }); // expect: TypeError: Cannot assign to read only property 'NaN' of object '#<Object>'
t(() => { "use strict"; (function(){}).name=1 }); // expect: TypeError: Cannot assign to read only property 'name' of function 'function(){}'
t(() => { "use strict"; (function(){}).length=1 }); // expect: TypeError: Cannot assign to read only property 'length' of function 'function(){}'
t(() => { "use strict"; (function(){"use strict"; return arguments.callee})() }); // expect: TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them
t(() => { "use strict"; (function(){}).caller }); // expect: TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them
t(() => { "use strict"; Object.defineProperty({}, "x", {value:1}).x=2 }); // expect: TypeError: Cannot assign to read only property 'x' of object '#<Object>'
t(() => { "use strict"; Object.create({get x(){return 1}}).x=2 }); // expect: TypeError: Cannot set property x of #<Object> which has only a getter
t(() => { "use strict"; Object.create(Object.freeze({x:1})).x=2 }); // expect: TypeError: Cannot assign to read only property 'x' of object '#<Object>'
t(() => { "use strict"; Object.preventExtensions([]).push(1) }); // expect: TypeError: Cannot add property 0, object is not extensible
t(() => { "use strict"; Object.preventExtensions([])[0]=1 }); // expect: TypeError: Cannot add property 0, object is not extensible
t(() => { "use strict"; new Uint8Array(2).length=1; return "ok" }); // expect: TypeError: Cannot assign to read only property 'length' of object '#<Uint8Array>'
t(() => { "use strict"; Object.freeze(new Uint8Array(2)) }); // expect: TypeError: Cannot redefine property: 0
t(() => { "use strict"; delete new Uint8Array(2)[0] }); // expect: TypeError: Cannot delete property '0' of #<Uint8Array>
t(() => { "use strict"; delete Math.PI }); // expect: TypeError: Cannot delete property 'PI' of #<Object>
t(() => { "use strict"; delete globalThis.undefined }); // expect: TypeError: Cannot delete property 'undefined' of #<Object>
t(() => { "use strict"; undeclaredVariable = 1 }); // expect: ReferenceError: undeclaredVariable is not defined
t(() => { "use strict"; undeclaredVariable++ }); // expect: ReferenceError: undeclaredVariable is not defined
t(() => [].length=-1); // expect: RangeError: Invalid array length
t(() => [].length=1.5); // expect: RangeError: Invalid array length
t(() => new Array(1.5)); // expect: RangeError: Invalid array length
t(() => new Array(2**32)); // expect: RangeError: Invalid array length
t(() => Array(-1)); // expect: RangeError: Invalid array length
t(() => new ArrayBuffer(-1)); // expect: RangeError: Invalid array buffer length: -1
t(() => new Uint8Array(-1)); // expect: RangeError: Invalid typed array length: -1
t(() => new Uint32Array(new ArrayBuffer(3))); // expect: RangeError: byte length of Uint32Array should be a multiple of 4
t(() => new Uint32Array(new ArrayBuffer(8),1)); // expect: RangeError: start offset of Uint32Array should be a multiple of 4
t(() => new Uint32Array(new ArrayBuffer(8),16)); // expect: RangeError: Start offset 16 is outside the bounds of the buffer
t(() => new Uint32Array(new ArrayBuffer(8),4,4)); // expect: RangeError: Invalid typed array length: 4
t(() => Uint8Array(1)); // expect: TypeError: Constructor Uint8Array requires 'new'
t(() => new (Object.getPrototypeOf(Uint8Array))()); // expect: TypeError: Abstract class TypedArray not directly constructable
t(() => new DataView(1)); // expect: TypeError: First argument to DataView constructor must be an ArrayBuffer
t(() => new DataView(new ArrayBuffer(1), 5)); // expect: RangeError: Start offset 5 is outside the bounds of the buffer
t(() => new DataView(new ArrayBuffer(1), 0, 5)); // expect: RangeError: Invalid DataView length 5
t(() => new DataView(new ArrayBuffer(1)).getInt16(0)); // expect: RangeError: Offset is outside the bounds of the DataView
t(() => new DataView(new ArrayBuffer(1)).getInt16(-1)); // expect: RangeError: Invalid DataView offset: -1
t(() => new BigInt64Array(1).fill(1)); // expect: TypeError: Cannot convert 1 to a BigInt
t(() => new Uint8Array(1).fill(1n)); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => new Uint8Array(1).set([1,2])); // expect: RangeError: offset is out of bounds
t(() => new Uint8Array(1).set([1],-1)); // expect: RangeError: offset is out of bounds
t(() => Uint8Array.from.call(5,[])); // expect: TypeError: 5 is not a constructor
t(() => Uint8Array.prototype.fill.call([])); // expect: TypeError: [object Array] is not a typed array.
t(() => Uint8Array.prototype.length); // expect: TypeError: Method TypedArray.prototype.length called on incompatible receiver #<Uint8Array>
t(() => ArrayBuffer.prototype.slice.call(5)); // expect: TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver 5
t(() => [].concat.call(null)); // expect: TypeError: Array.prototype.concat called on null or undefined
t(() => Array.prototype.map.call(undefined)); // expect: TypeError: Array.prototype.map called on null or undefined
t(() => [].map()); // expect: TypeError: undefined is not a function
t(() => [].map("a")); // expect: TypeError: "a" is not a function
t(() => [].forEach(null)); // expect: TypeError: null is not a function
t(() => [].sort(5)); // expect: TypeError: The comparison function must be either a function or undefined
t(() => [].sort("x")); // expect: TypeError: The comparison function must be either a function or undefined
t(() => [].reduce(5)); // expect: TypeError: 5 is not a function
t(() => [].reduceRight((a,b) => a)); // expect: TypeError: Reduce of empty array with no initial value
t(() => [].flatMap(5)); // expect: TypeError: 5 is not a function
t(() => [].find()); // expect: TypeError: undefined is not a function
t(() => [].at(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => [].with(5,1)); // expect: RangeError: Invalid index : 5
t(() => [].toSorted(5)); // expect: TypeError: The comparison function must be either a function or undefined
t(() => Array.from([],5)); // expect: TypeError: 5 is not a function
t(() => [].flat.call(null)); // expect: TypeError: Array.prototype.flat called on null or undefined
t(() => [].join.call(null)); // expect: TypeError: Array.prototype.join called on null or undefined
t(() => [1].fill.call(null)); // expect: TypeError: Array.prototype.fill called on null or undefined
