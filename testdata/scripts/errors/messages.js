// What errors say: they name the thing.
const attempt = (f) => { try { f(); return "no error"; } catch (e) { return e.name + ": " + e.message; } };
let undef, nul = null, num = 5, obj = { a: {} };
print(attempt(() => undef.x)); // expect: TypeError: Cannot read properties of undefined (reading 'x')
print(attempt(() => nul.x)); // expect: TypeError: Cannot read properties of null (reading 'x')
print(attempt(() => undef[0])); // expect: TypeError: Cannot read properties of undefined (reading '0')
print(attempt(() => { undef.x = 1; })); // expect: TypeError: Cannot set properties of undefined (setting 'x')
print(attempt(() => obj.a.b.c)); // expect: TypeError: Cannot read properties of undefined (reading 'c')
print(attempt(() => undef())); // expect: TypeError: undef is not a function
print(attempt(() => num())); // expect: TypeError: num is not a function
print(attempt(() => obj.method())); // expect: TypeError: obj.method is not a function
print(attempt(() => obj.a.method())); // expect: TypeError: obj.a.method is not a function
print(attempt(() => obj["computed"]())); // expect: TypeError: obj.computed is not a function
print(attempt(() => notDefined)); // expect: ReferenceError: notDefined is not defined
print(attempt(() => notDefined())); // expect: ReferenceError: notDefined is not defined
print(attempt(() => new num())); // expect: TypeError: num is not a constructor
print(attempt(() => new obj.a())); // expect: TypeError: obj.a is not a constructor
print(attempt(() => { const c = 1; c = 2; })); // expect: TypeError: Assignment to constant variable.
print(attempt(() => 1 in 5)); // expect: TypeError: Cannot use 'in' operator to search for '1' in 5
print(attempt(() => ({}) instanceof 5)); // expect: TypeError: Right-hand side of 'instanceof' is not an object
print(attempt(() => ({}) instanceof (() => {})));
// expect: TypeError: Function has non-object prototype 'undefined' in instanceof check
print(attempt(() => { class A { constructor() {} } A(); }));
// expect: TypeError: Class constructor A cannot be invoked without 'new'
print(attempt(() => { const { x } = undefined; }));
// expect: TypeError: Cannot destructure property 'x' of 'undefined' as it is undefined.
print(attempt(() => Object.defineProperty(1, "x", {}))); // expect: TypeError: Object.defineProperty called on non-object
print(attempt(() => new Array(-1))); // expect: RangeError: Invalid array length
print(attempt(() => "x".repeat(-1))); // expect: RangeError: Invalid count value: -1
print(attempt(() => (1).toFixed(200))); // expect: RangeError: toFixed() digits argument must be between 0 and 100
print(attempt(() => decodeURIComponent("%"))); // expect: URIError: URI malformed
print(attempt(() => [].reduce(() => {}))); // expect: TypeError: Reduce of empty array with no initial value
print(attempt(() => Reflect.construct(1))); // expect: TypeError: 1 is not a constructor
print(attempt(() => Symbol() + "")); // expect: TypeError: Cannot convert a Symbol value to a string
print(attempt(() => BigInt(1.5)));
// expect: RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer
print(attempt(() => 1n + 1)); // expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
print(attempt(() => JSON.parse(""))); // expect: SyntaxError: Unexpected end of JSON input
print(attempt(() => { throw new TypeError(); })); // expect: TypeError: 
