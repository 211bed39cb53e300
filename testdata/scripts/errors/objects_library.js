// Messages of proxies, Reflect, Object, functions, generators, promises and collections.
const said = (f) => {
  try { return "no error: " + String(f()); } catch (e) { return e.name + ": " + e.message.replaceAll("\n", "|"); }
};
const t = (f) => {
  const first = said(f);
  for (let i = 0; i < 8; i++) if (said(f) !== first) print("changed to " + said(f));
  print(first);
};
const mset = Map.prototype.set, sadd = Set.prototype.add;
t(() => new Proxy(1,{})); // expect: TypeError: Cannot create proxy with a non-object as target or handler
t(() => new Proxy({},1)); // expect: TypeError: Cannot create proxy with a non-object as target or handler
t(() => Proxy({},{})); // expect: TypeError: Constructor Proxy requires 'new'
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); proxy.x }); // expect: TypeError: Cannot perform 'get' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); proxy.x=1 }); // expect: TypeError: Cannot perform 'set' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable(function(){},{}); revoke(); proxy() }); // expect: TypeError: Cannot perform 'apply' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable(function(){},{}); revoke(); new proxy() }); // expect: TypeError: Cannot perform 'construct' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable([],{}); revoke(); Array.isArray(proxy) }); // expect: TypeError: Cannot perform 'IsArray' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); Object.keys(proxy) }); // expect: TypeError: Cannot perform 'ownKeys' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); 'a' in proxy }); // expect: TypeError: Cannot perform 'has' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); delete proxy.a }); // expect: TypeError: Cannot perform 'deleteProperty' on a proxy that has been revoked
t(() => { const {proxy,revoke}=Proxy.revocable({},{}); revoke(); Object.getPrototypeOf(proxy) }); // expect: TypeError: Cannot perform 'getPrototypeOf' on a proxy that has been revoked
t(() => new Proxy({},{get:5}).x); // expect: TypeError: '5' returned for property 'get' of object '#<Object>' is not a function
t(() => "x" in new Proxy({},{has:5})); // expect: TypeError: '5' returned for property 'has' of object '#<Object>' is not a function
t(() => new Proxy(Object.freeze({a:1}),{get(){return 2}}).a); // expect: TypeError: 'get' on proxy: property 'a' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')
t(() => new Proxy(Object.defineProperty({},"a",{set(){}}),{get(){return 2}}).a); // expect: TypeError: 'get' on proxy: property 'a' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '2')
t(() => { "use strict"; new Proxy({},{set(){return false}}).a=1 }); // expect: TypeError: 'set' on proxy: trap returned falsish for property 'a'
t(() => { "use strict"; new Proxy(Object.freeze({a:1}),{set(){return true}}).a=2 }); // expect: TypeError: 'set' on proxy: trap returned truish for property 'a' which exists in the proxy target as a non-configurable and non-writable data property with a different value
t(() => { "use strict"; new Proxy(Object.defineProperty({},"a",{get(){}}),{set(){return true}}).a=2 }); // expect: TypeError: 'set' on proxy: trap returned truish for property 'a' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter
t(() => { "use strict"; delete new Proxy({},{deleteProperty(){return false}}).a }); // expect: TypeError: 'deleteProperty' on proxy: trap returned falsish for property 'a'
t(() => { delete new Proxy(Object.freeze({a:1}),{deleteProperty(){return true}}).a }); // expect: TypeError: 'deleteProperty' on proxy: trap returned truish for property 'a' which is non-configurable in the proxy target
t(() => { delete new Proxy(Object.preventExtensions({a:1}),{deleteProperty(){return true}}).a }); // expect: TypeError: 'deleteProperty' on proxy: trap returned truish for property 'a' but the proxy target is non-extensible
t(() => "a" in new Proxy(Object.freeze({a:1}),{has(){return false}})); // expect: TypeError: 'has' on proxy: trap returned falsish for property 'a' which exists in the proxy target as non-configurable
t(() => "a" in new Proxy(Object.preventExtensions({a:1}),{has(){return false}})); // expect: TypeError: 'has' on proxy: trap returned falsish for property 'a' but the proxy target is not extensible
t(() => Object.keys(new Proxy({},{ownKeys(){return 5}}))); // expect: TypeError: CreateListFromArrayLike called on non-object
t(() => Object.keys(new Proxy({},{ownKeys(){return [1]}}))); // expect: TypeError: 1 is not a valid property name
t(() => Object.keys(new Proxy({},{ownKeys(){return ["a","a"]}}))); // expect: TypeError: 'ownKeys' on proxy: trap returned duplicate entries
t(() => Object.keys(new Proxy(Object.freeze({a:1}),{ownKeys(){return []}}))); // expect: TypeError: 'ownKeys' on proxy: trap result did not include 'a'
t(() => Object.keys(new Proxy(Object.preventExtensions({}),{ownKeys(){return ["b"]}}))); // expect: TypeError: 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible
t(() => Object.getPrototypeOf(new Proxy({},{getPrototypeOf(){return 5}}))); // expect: TypeError: 'getPrototypeOf' on proxy: trap returned neither object nor null
t(() => Object.getPrototypeOf(new Proxy(Object.preventExtensions({}),{getPrototypeOf(){return {}}}))); // expect: TypeError: 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype
t(() => Object.setPrototypeOf(new Proxy({},{setPrototypeOf(){return false}}),{})); // expect: TypeError: 'setPrototypeOf' on proxy: trap returned falsish
t(() => Object.setPrototypeOf(new Proxy(Object.preventExtensions({}),{setPrototypeOf(){return true}}),{})); // expect: TypeError: 'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target
t(() => Object.isExtensible(new Proxy({},{isExtensible(){return false}}))); // expect: TypeError: 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'true')
t(() => Object.preventExtensions(new Proxy({},{preventExtensions(){return true}}))); // expect: TypeError: 'preventExtensions' on proxy: the proxy target is extensible
t(() => Object.preventExtensions(new Proxy({},{preventExtensions(){return false}}))); // expect: TypeError: 'preventExtensions' on proxy: trap returned falsish
t(() => Object.defineProperty(new Proxy({},{defineProperty(){return false}}),"a",{})); // expect: TypeError: 'defineProperty' on proxy: trap returned falsish for property 'a'
t(() => Object.defineProperty(new Proxy(Object.preventExtensions({}),{defineProperty(){return true}}),"a",{})); // expect: TypeError: 'defineProperty' on proxy: trap returned truish for adding property 'a' to the non-extensible proxy target
t(() => Object.defineProperty(new Proxy({},{defineProperty(){return true}}),"a",{configurable:false})); // expect: TypeError: 'defineProperty' on proxy: trap returned truish for defining non-configurable property 'a' which is non-existent in the proxy target
t(() => Object.defineProperty(new Proxy({a:1},{defineProperty(){return true}}),"a",{configurable:false})); // expect: TypeError: 'defineProperty' on proxy: trap returned truish for defining non-configurable property 'a' which is configurable in the proxy target
t(() => Object.getOwnPropertyDescriptor(new Proxy({},{getOwnPropertyDescriptor(){return 5}}),"a")); // expect: TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property 'a'
t(() => Object.getOwnPropertyDescriptor(new Proxy(Object.freeze({a:1}),{getOwnPropertyDescriptor(){return undefined}}),"a")); // expect: TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned undefined for property 'a' which is non-configurable in the proxy target
t(() => Object.getOwnPropertyDescriptor(new Proxy({},{getOwnPropertyDescriptor(){return {configurable:false}}}),"a")); // expect: TypeError: 'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property 'a' which is either non-existent or configurable in the proxy target
t(() => new (new Proxy({},{}))); // expect: TypeError: (intermediate value) is not a constructor
t(() => new (new Proxy(function(){},{construct(){return 1}}))); // expect: TypeError: 'construct' on proxy: trap returned non-object ('1')
t(() => (new Proxy({},{apply(){}}))()); // expect: TypeError: (intermediate value) is not a function
t(() => Reflect.apply(1)); // expect: TypeError: 1 is not a function
t(() => Reflect.apply(() => 1,1)); // expect: TypeError: CreateListFromArrayLike called on non-object
t(() => Reflect.apply(() => 1,1,5)); // expect: TypeError: CreateListFromArrayLike called on non-object
t(() => Reflect.construct(1)); // expect: TypeError: 1 is not a constructor
t(() => Reflect.construct(Date,5)); // expect: TypeError: CreateListFromArrayLike called on non-object
t(() => Reflect.construct(Date,[],5)); // expect: TypeError: 5 is not a constructor
t(() => Reflect.construct(() => 1,[])); // expect: TypeError: () => 1 is not a constructor
t(() => Reflect.get(1)); // expect: TypeError: Reflect.get called on non-object
t(() => Reflect.set(1)); // expect: TypeError: Reflect.set called on non-object
t(() => Reflect.has(1)); // expect: TypeError: Reflect.has called on non-object
t(() => Reflect.ownKeys(1)); // expect: TypeError: Reflect.ownKeys called on non-object
t(() => Reflect.getPrototypeOf(1)); // expect: TypeError: Reflect.getPrototypeOf called on non-object
t(() => Reflect.setPrototypeOf({},1)); // expect: TypeError: Object prototype may only be an Object or null: 1
t(() => Reflect.setPrototypeOf(1,{})); // expect: TypeError: Reflect.setPrototypeOf called on non-object
t(() => Reflect.defineProperty(1)); // expect: TypeError: Reflect.defineProperty called on non-object
t(() => Reflect.defineProperty({},"a",1)); // expect: TypeError: Property description must be an object: 1
t(() => Reflect.deleteProperty(1)); // expect: TypeError: Reflect.deleteProperty called on non-object
t(() => Reflect.isExtensible(1)); // expect: TypeError: Reflect.isExtensible called on non-object
t(() => Reflect.preventExtensions(1)); // expect: TypeError: Reflect.preventExtensions called on non-object
t(() => Reflect.getOwnPropertyDescriptor(1)); // expect: TypeError: Reflect.getOwnPropertyDescriptor called on non-object
t(() => Object.defineProperty(1,"a",{})); // expect: TypeError: Object.defineProperty called on non-object
t(() => Object.defineProperty({},"a",1)); // expect: TypeError: Property description must be an object: 1
t(() => Object.defineProperty({},"a",{get:1})); // expect: TypeError: Getter must be a function: 1
t(() => Object.defineProperty({},"a",{set:1})); // expect: TypeError: Setter must be a function: 1
t(() => Object.defineProperty({},"a",{get(){},value:1})); // expect: TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute
t(() => Object.defineProperty({},"a",{get(){},writable:1})); // expect: TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute
t(() => Object.defineProperty(Object.freeze({a:1}),"a",{value:2})); // expect: TypeError: Cannot redefine property: a
t(() => Object.defineProperty(Object.freeze({a:1}),"b",{value:2})); // expect: TypeError: Cannot define property b, object is not extensible
t(() => Object.defineProperty([],"length",{value:-1})); // expect: RangeError: Invalid array length
t(() => Object.defineProperty(Object.freeze([]),"length",{value:5})); // expect: TypeError: Cannot redefine property: length
t(() => Object.defineProperty(Object.freeze([]),"0",{value:5})); // expect: TypeError: Cannot define property 0, object is not extensible
t(() => Object.defineProperties(1)); // expect: TypeError: Object.defineProperties called on non-object
t(() => Object.defineProperties({},null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.defineProperties({},{a:1})); // expect: TypeError: Property description must be an object: 1
t(() => Object.create(1)); // expect: TypeError: Object prototype may only be an Object or null: 1
t(() => Object.create()); // expect: TypeError: Object prototype may only be an Object or null: undefined
t(() => Object.create(null,{a:1})); // expect: TypeError: Property description must be an object: 1
t(() => Object.setPrototypeOf({})); // expect: TypeError: Object prototype may only be an Object or null: undefined
t(() => Object.setPrototypeOf(null,{})); // expect: TypeError: Object.setPrototypeOf called on null or undefined
t(() => Object.setPrototypeOf({},1)); // expect: TypeError: Object prototype may only be an Object or null: 1
t(() => Object.setPrototypeOf(Object.preventExtensions({}),{})); // expect: TypeError: #<Object> is not extensible
t(() => { const a={}; Object.setPrototypeOf(a,Object.create(a)) }); // expect: TypeError: Cyclic __proto__ value
t(() => Object.setPrototypeOf(Object.prototype,{})); // expect: TypeError: Immutable prototype object 'Object.prototype' cannot have their prototype set
t(() => { ({}).__proto__ = 1; const a={}; a.__proto__=Object.create(a) }); // expect: TypeError: Cyclic __proto__ value
t(() => Object.keys(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.keys(undefined)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.entries(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.assign(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.assign(Object.freeze({a:1}),{a:2})); // expect: TypeError: Cannot assign to read only property 'a' of object '#<Object>'
t(() => Object.getPrototypeOf(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.getOwnPropertyNames(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.getOwnPropertyDescriptor(null,"a")); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.prototype.toLocaleString.call(null)); // expect: TypeError: Cannot read properties of null (reading 'toString')
t(() => Object.prototype.valueOf.call(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.prototype.hasOwnProperty.call(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.hasOwn(null)); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.prototype.__defineGetter__.call({},"a",1)); // expect: TypeError: Object.prototype.__defineGetter__: Expecting function
t(() => Object.prototype.__lookupGetter__.call(null,"a")); // expect: TypeError: Cannot convert undefined or null to object
t(() => Object.prototype.isPrototypeOf.call(null,{})); // expect: TypeError: Cannot convert undefined or null to object
t(() => Function.prototype.call.call(1)); // expect: TypeError: Function.prototype.call was called on 1, which is number and not a function
t(() => Function.prototype.apply.call(1)); // expect: TypeError: Function.prototype.apply was called on 1, which is number and not a function
t(() => (() => 1).apply(null,1)); // expect: TypeError: CreateListFromArrayLike called on non-object
t(() => Function.prototype.bind.call(1)); // expect: TypeError: Bind must be called on a function
t(() => Function.prototype.toString.call(1)); // expect: TypeError: Function.prototype.toString requires that 'this' be a Function
t(() => new Function("a b","")); // expect: SyntaxError: Unexpected identifier 'b'
t(() => new Function("}")); // expect: SyntaxError: Unexpected token '}'
t(() => ({}) instanceof {[Symbol.hasInstance]:5}); // expect: TypeError: '5' returned for property 'Symbol(Symbol.hasInstance)' of object '#<Object>' is not a function
t(() => ({}) instanceof null); // expect: TypeError: Right-hand side of 'instanceof' is not an object
t(() => ({}) instanceof undefined); // expect: TypeError: Right-hand side of 'instanceof' is not an object
t(() => { function F(){} F.prototype=5; ({}) instanceof F }); // expect: TypeError: Function has non-object prototype '5' in instanceof check
t(() => ({}) instanceof "a"); // expect: TypeError: Right-hand side of 'instanceof' is not an object
t(() => "a" in "b"); // expect: TypeError: Cannot use 'in' operator to search for 'a' in b
t(() => "a" in null); // expect: TypeError: Cannot use 'in' operator to search for 'a' in null
t(() => Symbol("q") in 5); // expect: TypeError: Cannot use 'in' operator to search for 'Symbol(q)' in 5
t(() => ({}) in 5); // expect: TypeError: Cannot use 'in' operator to search for '#<Object>' in 5
t(() => 1 in 5n); // expect: TypeError: Cannot use 'in' operator to search for '1' in 5
t(() => { function* g(){ it.next() } const it=g(); it.next() }); // expect: TypeError: Generator is already running
t(() => { function* g(){ it.return() } const it=g(); it.next() }); // expect: TypeError: Generator is already running
t(() => (function*(){})().next.call({})); // expect: TypeError: Method Generator.prototype.next called on incompatible receiver #<Object>
t(() => (function*(){})().next.call(1)); // expect: TypeError: Method Generator.prototype.next called on incompatible receiver 1
t(() => (function*(){})().throw.call({})); // expect: TypeError: Method Generator.prototype.throw called on incompatible receiver #<Object>
t(() => new (function*(){})); // expect: TypeError: (intermediate value) is not a constructor
t(() => new (async function(){})); // expect: TypeError: (intermediate value) is not a constructor
t(() => new (async () => {})); // expect: TypeError: (intermediate value) is not a constructor
t(() => new (() => {})); // expect: TypeError: (intermediate value) is not a constructor
t(() => new ({m(){}}).m); // expect: TypeError: (intermediate value).m is not a constructor
t(() => new parseInt); // expect: TypeError: parseInt is not a constructor
t(() => new Math); // expect: TypeError: Math is not a constructor
t(() => Map()); // expect: TypeError: Constructor Map requires 'new'
t(() => Set()); // expect: TypeError: Constructor Set requires 'new'
t(() => WeakMap()); // expect: TypeError: Constructor WeakMap requires 'new'
t(() => Promise()); // expect: TypeError: Promise constructor cannot be invoked without 'new'
t(() => new Promise); // expect: TypeError: Promise resolver undefined is not a function
t(() => new Promise(5)); // expect: TypeError: Promise resolver 5 is not a function
t(() => new Promise({})); // expect: TypeError: Promise resolver #<Object> is not a function
t(() => Promise.prototype.then.call(1)); // expect: TypeError: Method Promise.prototype.then called on incompatible receiver 1
t(() => Promise.prototype.catch.call(1)); // expect: TypeError: 1.then is not a function
t(() => Promise.prototype.finally.call(1)); // expect: TypeError: Method Promise.prototype.finally called on incompatible receiver 1
t(() => Promise.resolve.call(1)); // expect: TypeError: PromiseResolve called on non-object
t(() => Promise.all.call(undefined)); // expect: TypeError: undefined is not a constructor
t(() => Promise.reject.call(1)); // expect: TypeError: 1 is not a constructor
t(() => { let c=class { constructor(f){ f(1,2); f(1,2) } }; Promise.resolve.call(c) }); // expect: TypeError: Promise executor has already been invoked with non-undefined arguments
t(() => { let c=class { constructor(f){ f(1,2) } }; Promise.resolve.call(c) }); // expect: TypeError: Promise resolve or reject function is not callable
t(() => { let c=class { constructor(f){ } }; Promise.resolve.call(c) }); // expect: TypeError: Promise resolve or reject function is not callable
t(() => Map.prototype.get.call({},1)); // expect: TypeError: Method Map.prototype.get called on incompatible receiver #<Object>
t(() => Map.prototype.get.call(1,1)); // expect: TypeError: Method Map.prototype.get called on incompatible receiver 1
t(() => Map.prototype.get.call(undefined,1)); // expect: TypeError: Method Map.prototype.get called on incompatible receiver undefined
t(() => Set.prototype.add.call([],1)); // expect: TypeError: Method Set.prototype.add called on incompatible receiver [object Array]
t(() => Set.prototype.forEach.call(new Set,1)); // expect: TypeError: 1 is not a function
t(() => Map.prototype.forEach.call(new Map,1)); // expect: TypeError: 1 is not a function
t(() => new Map().forEach()); // expect: TypeError: undefined is not a function
t(() => Object.getOwnPropertyDescriptor(Map.prototype,"size").get.call(1)); // expect: TypeError: Method get Map.prototype.size called on incompatible receiver 1
t(() => Map.prototype.size); // expect: TypeError: Method get Map.prototype.size called on incompatible receiver #<Map>
t(() => Map.prototype.entries.call(5)); // expect: TypeError: Method Map.prototype.entries called on incompatible receiver 5
t(() => new Map().entries().next.call(5)); // expect: TypeError: Method Map Iterator.prototype.next called on incompatible receiver 5
t(() => [].values().next.call(5)); // expect: TypeError: Method Array Iterator.prototype.next called on incompatible receiver 5
t(() => ""[Symbol.iterator]().next.call(5)); // expect: TypeError: Method String Iterator.prototype.next called on incompatible receiver 5
t(() => WeakMap.prototype.set.call(new WeakMap,1,1)); // expect: TypeError: Invalid value used as weak map key
t(() => new WeakSet().add(1)); // expect: TypeError: Invalid value used in weak set
t(() => new WeakSet().add(Symbol.for("a"))); // expect: TypeError: Invalid value used in weak set
t(() => new WeakMap().set("a",1)); // expect: TypeError: Invalid value used as weak map key
t(() => new FinalizationRegistry); // expect: TypeError: FinalizationRegistry: cleanup must be callable
t(() => new FinalizationRegistry(() => {}).register(1)); // expect: TypeError: Invalid value used as target of a FinalizationRegistry
t(() => { const o={}; new FinalizationRegistry(() => {}).register(o,o) }); // expect: TypeError: FinalizationRegistry.prototype.register: target and holdings must not be same
t(() => new FinalizationRegistry(() => {}).unregister(1)); // expect: TypeError: Invalid unregister token (1)
t(() => WeakRef.prototype.deref.call(1)); // expect: TypeError: Method WeakRef.prototype.deref called on incompatible receiver 1
t(() => decodeURI("%")); // expect: URIError: URI malformed
t(() => encodeURI("\ud800")); // expect: URIError: URI malformed
t(() => { Map.prototype.set=5; try { new Map([[1,2]]) } finally { Map.prototype.set = mset } }); // expect: TypeError: '5' returned for property 'set' of object '#<Map>' is not a function
t(() => { Set.prototype.add=5; try { new Set([1]) } finally { Set.prototype.add = sadd } }); // expect: TypeError: '5' returned for property 'add' of object '#<Set>' is not a function
t(() => Atomics.wait(1)); // expect: TypeError: 1 is not a typed array.
t(() => Atomics.add([],0,1)); // expect: TypeError: [object Array] is not a typed array.
t(() => Atomics.add(new Uint8Array(1),5,1)); // expect: RangeError: Invalid atomic access index
t(() => Atomics.add(new Float64Array(1),0,1)); // expect: TypeError: #<Float64Array> is not an integer typed array.
t(() => Atomics.wait(new Int32Array(1),0,0)); // expect: TypeError: Atomics.wait needs a typed array of a SharedArrayBuffer
t(() => new SharedArrayBuffer(-1)); // expect: RangeError: Invalid array buffer length: -1
