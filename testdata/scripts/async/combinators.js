// all, allSettled, any, race; iteration order and error types.
const later = (v, n) => n ? Promise.resolve().then(() => later(v, n - 1)) : v;
const fail = (v, n) => later(0, n).then(() => { throw v; });
Promise.all([later("a", 3), "b", later("c", 1)]).then((v) => print("all " + v));
Promise.all([later("a", 3), fail("x", 1)]).catch((e) => print("all rejected " + e));
Promise.all([]).then((v) => print("empty " + v.length));
Promise.allSettled([later(1, 2), fail("e", 1)]).then((v) => print(JSON.stringify(v)));
Promise.any([fail("1", 1), later("ok", 4)]).then((v) => print("any " + v));
Promise.any([fail("1", 1), fail("2", 2)]).catch((e) => print(e.constructor.name + " " + e.errors + " " + e.message));
Promise.race([later("slow", 5), later("fast", 1)]).then((v) => print("race " + v));
Promise.race([fail("first", 1), later("x", 2)]).catch((e) => print("race " + e));
Promise.all(new Set([1, later(2, 1)])).then((v) => print("set " + v));
Promise.all(5).catch((e) => print(e.name));
const { promise, resolve } = (() => { let resolve; return { promise: new Promise((r) => { resolve = r; }), resolve }; })();
const selfish = new Promise((r) => Promise.resolve().then(() => r(selfish)));
selfish.catch((e) => print(e.name + ": " + e.message));
try { Promise(); } catch (e) { print(e.name); }
try { new Promise(); } catch (e) { print(e.name); }
class MyPromise extends Promise {}
print(MyPromise.resolve(1).then(() => {}) instanceof MyPromise);
print(Promise.resolve(promise) === promise);

// expect: TypeError
// expect: TypeError
// expect: true
// expect: true
// expect: empty 0
// expect: TypeError
// expect: TypeError: Chaining cycle detected for promise #<Promise>
// expect: race fast
// expect: set 1,2
// expect: all rejected x
// expect: race first
// expect: [{"status":"fulfilled","value":1},{"status":"rejected","reason":"e"}]
// expect: AggregateError 1,2 All promises were rejected
// expect: all a,b,c
// expect: any ok
