// What async code says when it cannot iterate, await or take apart.
const t = async (f) => {
  const said = async () => {
    try { return "no error: " + String(await f()); } catch (e) { return e.name + ": " + e.message; }
  };
  const first = await said();
  for (let i = 0; i < 8; i++) if (await said() !== first) print("changed to " + await said());
  print(first);
};
(async () => {
  await t(async (x=5) => { for await (const a of x); }); // expect: TypeError: x is not async iterable
  await t(async (x) => { for await (const a of x); }); // expect: TypeError: x is not async iterable
  await t(async (x={}) => { for await (const a of x.y); }); // expect: TypeError: x.y is not async iterable
  await t(async (x={y(){}}) => { for await (const a of x.y()); }); // expect: TypeError: x.y is not a function or its return value is not async iterable
  await t(async () => { for await (const a of {}); }); // expect: TypeError: #<Object> is not async iterable (cannot read property Symbol(Symbol.asyncIterator))
  await t(async () => { for await (const a of 5); }); // expect: TypeError: number 5 is not async iterable (cannot read property Symbol(Symbol.asyncIterator))
  await t(async (x={[Symbol.asyncIterator]:5}) => { for await (const a of x); }); // expect: TypeError: x is not async iterable
  await t(async (x={[Symbol.asyncIterator](){return 5}}) => { for await (const a of x); }); // expect: TypeError: Result of the Symbol.asyncIterator method is not an object
  await t(async (x={[Symbol.asyncIterator](){return {next(){}}}}) => { for await (const a of x); }); // expect: TypeError: Iterator result undefined is not an object
  await t(async (x={[Symbol.iterator](){return 5}}) => { for await (const a of x); }); // expect: TypeError: Result of the Symbol.iterator method is not an object
  await t(async (x={[Symbol.iterator](){return {next(){return 5}}}}) => { for await (const a of x); }); // expect: TypeError: Iterator result 5 is not an object
  await t(async (x) => { const {a} = await x; }); // expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
  await t(async (x) => { const [a] = await x; }); // expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
  await t(async (x) => { (await x).a }); // expect: TypeError: Cannot read properties of undefined (reading 'a')
  await t(async (x) => { (await x)() }); // expect: TypeError: (intermediate value) is not a function
  await t(async (x) => { await x() }); // expect: TypeError: x is not a function
  await t(async (x) => { await x.y }); // expect: TypeError: Cannot read properties of undefined (reading 'y')
  await t(async (x) => { await Promise.all(5) }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
  await t(async (x) => { await Promise.all([5], 5) && await Promise.race(5) }); // expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
  await t(async (x) => { let r; const p = new Promise(a=>r=a); r(p); await p }); // expect: TypeError: Chaining cycle detected for promise #<Promise>
  await t(async (x) => { await (async function*(){})().next.call(1) }); // expect: TypeError: Method AsyncGenerator.prototype.next called on incompatible receiver 1
  await t(async (x) => { [...x] }); // expect: TypeError: x is not iterable
  await t(async (x,y=async() => {}) => { [...y()] }); // expect: TypeError: y is not a function or its return value is not iterable
  await t(async (x={a:{}}) => { const {a:{b:{c}}} = x }); // expect: TypeError: Cannot destructure property 'c' of 'x.a.b' as it is undefined.
  await t(async (x={a:{}}) => { const {a:{b:[c]}} = x }); // expect: TypeError: x.a.b is not iterable
  await t(async (x={}) => { const {['a']:{b}} = x }); // expect: TypeError: Cannot destructure property 'b' of 'undefined' as it is undefined.
  await t(async (x={},k='a') => { const {[k]:{b}} = x }); // expect: TypeError: Cannot destructure property 'b' of 'undefined' as it is undefined.
  await t(async (x={},k='a') => { const {1:{b}} = x }); // expect: TypeError: Cannot destructure property 'b' of 'x[1]' as it is undefined.
  await t(async (x={}) => { const {a:{b}=null} = x; return 1 }); // expect: TypeError: Cannot destructure property 'b' of 'null' as it is null.
  await t(async (x={}) => { ({a:{b:x.c}} = x) }); // expect: TypeError: Cannot destructure property 'b' of 'x.a' as it is undefined.
  await t(async (x={y:null}) => { const {a} = x.y }); // expect: TypeError: Cannot destructure property 'a' of 'x.y' as it is null.
  await t(async (x={y(){}}) => { const {a} = x.y() }); // expect: TypeError: Cannot destructure property 'a' of 'x.y(...)' as it is undefined.
  await t(async (x={y:null}) => { const {[x]:a} = x.y }); // expect: TypeError: Cannot destructure 'x.y' as it is null.
  await t(async (x={y:null}) => { let a; ({a} = x.y) }); // expect: TypeError: Cannot destructure property 'a' of 'x.y' as it is null.
  await t(async (x={y:null}) => { let a; ({} = x.y) }); // expect: TypeError: Cannot destructure 'x.y' as it is null.
  await t(async (x={y:null}) => { let a; ({...a} = x.y) }); // expect: TypeError: Cannot destructure 'x.y' as it is null.
  await t(async ({a:{b}}={}) => b); // expect: TypeError: Cannot destructure property 'b' of '(intermediate value).a' as it is undefined.
  await t(async ({a:{b}},c) => b); // expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
  await t(async (x=5) => { async function* g(){ yield* x } await g().next() }); // expect: TypeError: x is not async iterable
  await t(async () => { await Promise.any([]) }); // expect: AggregateError: All promises were rejected
})();
