// What is not iterable, and what cannot be taken apart, is named by its source text.
const said = (f) => {
  try { return "no error: " + String(f()); } catch (e) { return e.name + ": " + e.message.replaceAll("\n", "|"); }
};
const t = (f) => {
  const first = said(f);
  for (let i = 0; i < 8; i++) if (said(f) !== first) print("changed to " + said(f));
  print(first);
};
t((x) => [...x]); // expect: TypeError: x is not iterable
t((x={}) => [...x]); // expect: TypeError: x is not iterable
t((x={}) => [...x.y]); // expect: TypeError: x.y is not iterable
t((x={}) => [...x.y.z()]); // expect: TypeError: Cannot read properties of undefined (reading 'z')
t((x={}) => [...x.y()]); // expect: TypeError: x.y is not a function
t((x=5) => [1,...x]); // expect: TypeError: x is not iterable
t((x={a:5}) => [1,...x.a]); // expect: TypeError: x.a is not iterable
t((x={a(){}}) => [1,...x.a()]); // expect: TypeError: x.a is not a function or its return value is not iterable
t(() => [...5]); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => [...undefined]); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => [...null]); // expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => [...{}]); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => [...function(){}]); // expect: TypeError: function(){} is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => f(...x)); // expect: ReferenceError: f is not defined
t((x,f=Math.max) => f(...x)); // expect: TypeError: x is not iterable
t((x=5,f=Math.max) => f(...x)); // expect: TypeError: x is not iterable
t((x={a:5},f=Math.max) => f(...x.a)); // expect: TypeError: x.a is not iterable
t((x={a:5},f=Math.max) => f(1,...x.a,2)); // expect: TypeError: x.a is not iterable
t((x,f=Math.max) => f(1,...x,2)); // expect: TypeError: x is not iterable
t((x,f=Math.max) => f(1,...x)); // expect: TypeError: x is not iterable
t((x,f=Math.max) => f(...[1],...x)); // expect: TypeError: x is not iterable
t((x) => new Date(...x)); // expect: TypeError: x is not iterable
t((x=5) => new Date(...x)); // expect: TypeError: x is not iterable
t((x=5) => new Date(1,...x,2)); // expect: TypeError: x is not iterable
t((x={a:{}}) => new Date(1,...x.a,2)); // expect: TypeError: x.a is not iterable
t((x) => { class A extends Object { constructor(){ super(...x) } } new A }); // expect: TypeError: x is not iterable
t((x=5) => { class A extends Object { constructor(){ super(...x) } } new A }); // expect: TypeError: x is not iterable
t((x=5) => { class A extends Object { constructor(){ super(1,...x,2) } } new A }); // expect: TypeError: x is not iterable
t((x) => { const [a]=x }); // expect: TypeError: x is not iterable
t((x={}) => { const [a]=x }); // expect: TypeError: x is not iterable
t((x={}) => { const [a]=x.y }); // expect: TypeError: x.y is not iterable
t((x={}) => { const [a]=x.y() }); // expect: TypeError: x.y is not a function
t(() => { const [a]=undefined }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const [a]=null }); // expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const [a]=5 }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const [a]={} }); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const [a]=function(){} }); // expect: TypeError: function(){} is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => { let a; [a]=x }); // expect: TypeError: x is not iterable
t((x=5) => { let a; [a]=x }); // expect: TypeError: x is not iterable
t((x={}) => { let a; [a]=x.y }); // expect: TypeError: x.y is not iterable
t((x={}) => { let a; ([a]=5) }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x={}) => { const {a:[b]} = x }); // expect: TypeError: x.a is not iterable
t((x={a:5}) => { const {a:[b]} = x }); // expect: TypeError: x.a is not iterable
t((x=[]) => { const [[b]] = x }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t((x=[5]) => { const [[b]] = x }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x=[5],a) => { [[a]] = x }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x={}) => { let b; ({a:[b]} = x) }); // expect: TypeError: x.a is not iterable
t((x={}) => { const {a:[b]=5} = x }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x=[]) => { const [[b]=5] = x }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=([a]) => a) => f()); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=([a]) => a) => f(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=([a]) => a) => f({})); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=([a]=5) => a) => f()); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=([a]=null) => a) => f()); // expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
t((f=({b:[a]}) => a) => f({})); // expect: TypeError: (intermediate value).b is not iterable
t((f=(...[[a]]) => a) => f()); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const [a] of [1]); }); // expect: TypeError: number 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const [a] of [undefined]); }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { let a; for ([a] of [1]); }); // expect: TypeError: number 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const x of 5); }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const x of undefined); }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const x of {}); }); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { for (const x of (1,2)); }); // expect: TypeError: number 2 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x={}) => { for (const a of x.y); }); // expect: TypeError: x.y is not iterable
t((x={}) => { for (const a of x[1]); }); // expect: TypeError: x[1] is not iterable
t((x={},k="q") => { for (const a of x[k]); }); // expect: TypeError: x[k] is not iterable
t((x={a(){}}) => { for (const a of x.a()); }); // expect: TypeError: x.a is not a function or its return value is not iterable
t((x={a(){}}) => { for (const a of new Date); }); // expect: TypeError: #<Date> is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => { try { throw 5 } catch([a]) {} }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => { try { throw undefined } catch([a]) {} }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t((x) => { try { throw undefined } catch({a}) {} }); // expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
t((x) => { try { throw undefined } catch({a:{b}}) {} }); // expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
t((x=5) => { function* g(){ yield* x } [...g()] }); // expect: TypeError: x is not iterable
t((x) => { function* g(){ yield* x } [...g()] }); // expect: TypeError: x is not iterable
t((x={}) => { function* g(){ yield* x.a } [...g()] }); // expect: TypeError: x.a is not iterable
t(() => { function* g(){ yield* undefined } [...g()] }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { function* g(){ yield* 5 } [...g()] }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { function* g(){ yield* {} } [...g()] }); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Map(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Map({})); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Map("ab")); // expect: TypeError: Iterator value "a" is not an entry object
t(() => new Set(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(true)); // expect: TypeError: boolean true is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(Symbol("x"))); // expect: TypeError: symbol Symbol(x) is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(1n)); // expect: TypeError: bigint 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(() => 1)); // expect: TypeError: () => 1 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(function foo(){})); // expect: TypeError: function foo is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new Set(class Foo{})); // expect: TypeError: class Foo is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new WeakSet(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new WeakMap(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new WeakMap([5])); // expect: TypeError: Iterator value 5 is not an entry object
t(() => new WeakMap([[5,5]])); // expect: TypeError: Invalid value used as weak map key
t(() => new WeakSet([5])); // expect: TypeError: Invalid value used in weak set
t(() => new WeakRef(5)); // expect: TypeError: WeakRef: target must be an object
t(() => Object.fromEntries(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => Object.fromEntries()); // expect: TypeError: Object.fromEntries called on null or undefined
t(() => Object.fromEntries(null)); // expect: TypeError: Object.fromEntries called on null or undefined
t(() => Object.fromEntries({})); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => Object.fromEntries([1])); // expect: TypeError: Iterator value 1 is not an entry object
t(() => new Map([1])); // expect: TypeError: Iterator value 1 is not an entry object
t(() => new Map([undefined])); // expect: TypeError: Iterator value undefined is not an entry object
t(() => new Map(["ab"])); // expect: TypeError: Iterator value "ab" is not an entry object
t(() => new Uint8Array({[Symbol.iterator]:5})); // expect: TypeError: '5' returned for property 'Symbol(Symbol.iterator)' of object '#<Object>' is not a function
t(() => Array.from({[Symbol.iterator]:5})); // expect: TypeError: '5' returned for property 'Symbol(Symbol.iterator)' of object '#<Object>' is not a function
t(() => Array.from({[Symbol.iterator](){return 5}})); // expect: TypeError: Result of the Symbol.iterator method is not an object
t(() => Array.from(null)); // expect: TypeError: Cannot read properties of null (reading 'Symbol(Symbol.iterator)')
t(() => Array.from(undefined)); // expect: TypeError: Cannot read properties of undefined (reading 'Symbol(Symbol.iterator)')
t(() => new AggregateError(5)); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => new AggregateError()); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const x={[Symbol.iterator]:5}; for (const a of x); }); // expect: TypeError: x is not iterable
t(() => { const x={[Symbol.iterator]:5}; [...x] }); // expect: TypeError: x is not iterable
t(() => { const x={[Symbol.iterator]:5}; const [a]=x; }); // expect: TypeError: x is not iterable
t(() => { const x={[Symbol.iterator]:5}; Math.max(...x) }); // expect: TypeError: x is not iterable
t(() => { const x={[Symbol.iterator]:{}}; new Map(x) }); // expect: TypeError: #<Object> is not iterable (cannot read property Symbol(Symbol.iterator))
t(() => { const x={[Symbol.iterator](){}}; for (const a of x); }); // expect: TypeError: Result of the Symbol.iterator method is not an object
t(() => { const x={[Symbol.iterator](){}}; [...x] }); // expect: TypeError: Result of the Symbol.iterator method is not an object
t(() => { const x={[Symbol.iterator](){}}; const [a]=x }); // expect: TypeError: Result of the Symbol.iterator method is not an object
t(() => { const x={[Symbol.iterator](){return {}}}; const [a]=x }); // expect: TypeError: undefined is not a function
t(() => { const x={[Symbol.iterator](){return {}}}; [...x] }); // expect: TypeError: undefined is not a function
t(() => { const x={[Symbol.iterator](){return {}}}; for (const a of x); }); // expect: TypeError: undefined is not a function
t(() => { const x={[Symbol.iterator](){return {}}}; new Set(x) }); // expect: TypeError: undefined is not a function
t(() => { const x={[Symbol.iterator](){return {next(){}}}}; new Set(x) }); // expect: TypeError: Iterator result undefined is not an object
t(() => { const x={[Symbol.iterator](){return {next(){return 1}}}}; [...x] }); // expect: TypeError: Iterator result 1 is not an object
t(() => { const x={[Symbol.iterator](){return {next(){return 1}}}}; const [a]=x }); // expect: TypeError: Iterator result 1 is not an object
t(() => { const x={[Symbol.iterator](){return {next(){return {}},return(){return 1}}}}; const [a]=x }); // expect: TypeError: Iterator result 1 is not an object
t(() => { const x={[Symbol.iterator](){return {next(){return {}},return:1}}}; const [a]=x }); // expect: TypeError: '1' returned for property 'return' of object '#<Object>' is not a function
