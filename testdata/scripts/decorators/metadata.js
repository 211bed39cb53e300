// Classes with decorators have a metadata object, which inherits from the parent's.
const meta = (key, value) => (_, context) => { context.metadata[key] = value; };
@meta("class", 1)
class A {
  @meta("method", 2) m() {}
  @meta("field", 3) static #f;
}
const m = A[Symbol.metadata];
console.log(JSON.stringify(m), Object.getPrototypeOf(m), Object.isExtensible(m));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(A, Symbol.metadata)));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(Symbol, "metadata") === undefined), Symbol.metadata.toString());
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(Function.prototype, Symbol.metadata)));

class B extends A { @meta("own", 4) f; }
console.log(JSON.stringify(B[Symbol.metadata]), B[Symbol.metadata].class, Object.getPrototypeOf(B[Symbol.metadata]) === m);
class Plain extends B {}
console.log(Object.hasOwn(Plain, Symbol.metadata), Plain[Symbol.metadata] === B[Symbol.metadata]);
class D extends Plain { @meta("d", 5) accessor x; }
console.log(Object.getPrototypeOf(D[Symbol.metadata]) === B[Symbol.metadata]);
class N extends null { @meta("n", 6) static m() {} }
console.log(Object.getPrototypeOf(N[Symbol.metadata]), JSON.stringify(N[Symbol.metadata]));
class None { accessor x = 1; }
console.log(None[Symbol.metadata], Object.hasOwn(None, Symbol.metadata));
class U { static [Symbol.metadata] = undefined; }
class V extends U { @meta("v", 7) f; }
console.log(Object.getPrototypeOf(V[Symbol.metadata]));
class W { @meta("w", 8) f; static [Symbol.metadata] = "own static field"; }
console.log(W[Symbol.metadata]);

// A class that takes the place of another has the metadata.
let old;
const subclass = (v) => { old = v; return class extends v {}; };
@subclass @meta("r", 9) class R { static before = R[Symbol.metadata].r; }
console.log(Object.hasOwn(R, Symbol.metadata), R[Symbol.metadata].r, old[Symbol.metadata], R.before);
console.log(new (class extends R { @meta("x", 1) f = Object.keys(R[Symbol.metadata]); })().f.join());

// expect: {"method":2,"field":3,"class":1} null true
// expect: {"value":{"method":2,"field":3,"class":1},"writable":true,"enumerable":false,"configurable":true}
// expect: false Symbol(Symbol.metadata)
// expect: {"value":null,"writable":false,"enumerable":false,"configurable":false}
// expect: {"own":4} 1 true
// expect: false true
// expect: true
// expect: null {"n":6}
// expect: null false
// expect: null
// expect: own static field
// expect: true 9 null 9
// expect: r
