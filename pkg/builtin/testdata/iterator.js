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
function source(n, log = []) {
  let i = 0;
  return {
    __proto__: Iterator.prototype,
    next() { log.push("n" + i); return i < n ? { value: i++, done: false } : { value: undefined, done: true }; },
    return() { log.push("r"); return {}; },
  };
}
same([...source(5).map(x => x * 2)].join(), "0,2,4,6,8");
same([...source(5).filter(x => x % 2)].join(), "1,3");
let log = [];
same([...source(5, log).take(2)].join(), "0,1");
same(log.join(), "n0,n1,r");
same([...source(5).drop(3)].join(), "3,4");
same([...source(3).flatMap(x => [x, x])].join(), "0,0,1,1,2,2");
same(source(4).reduce((a, b) => a + b), 6);
same(source(4).toArray().length, 4);
same(source(4).some(x => x === 2), true);
same(source(4).every(x => x < 2), false);
same(source(4).find(x => x > 1), 2);
same([...source(5).chunks(2)].map(c => c.join("")).join(), "01,23,4");
same([...source(4).windows(3)].map(c => c.join("")).join(), "012,123");
same([...Iterator.concat([1], source(2), [9])].join(), "1,0,1,9");
same([...Iterator.zip([[1, 2, 3], [4, 5]])].join(";"), "1,4;2,5");
same([...Iterator.zip([[1, 2, 3], [4, 5]], { mode: "longest", padding: [0, 0] })].join(";"), "1,4;2,5;3,0");
throws(TypeError, () => [...Iterator.zip([[1], [4, 5]], { mode: "strict" })]);
throws(RangeError, () => source(1).take(-1));
log = [];
throws(TypeError, () => source(1, log).map(1));
same(log.join(), "r");
log = [];
throws(RangeError, () => source(3, log).map(() => { throw new RangeError; }).next());
same(log.join(), "n0,r");
const helper = source(3, log = []).map(x => x);
helper.next();
helper.return();
same(log.join(), "n0,r");
same(helper.next().done, true);

// Generators.
function* g() {
  try { const x = yield 1; same(x, "in"); yield* [2, 3]; return 4; } finally { log.push("f"); }
}
log = [];
let it = g();
same(it.next().value, 1);
same(it.next("in").value, 2);
same(it.return(9).value, 9);
same(log.join(), "f");
same(it.next().done, true);
same([...g0()].join(), "1,2");
function* g0() { yield 1; yield 2; return 3; }
throws(TypeError, () => { const it = (function* () { it.next(); })(); it.next(); });

// yield* passes everything on.
log = [];
const inner = {
  [Symbol.iterator]() { return this; },
  next(v) { log.push("next " + v); return { value: 1, done: false }; },
  throw(v) { log.push("throw " + v); return { value: 2, done: true }; },
  return(v) { log.push("return " + v); return { value: v, done: true }; },
};
function* outer() { return yield* inner; }
it = outer();
it.next("a");
it.next("b");
const r = it.throw("t");
same(r.value, 2);
same(r.done, true);
it = outer();
it.next();
same(it.return("r").value, "r");
same(log.join(), "next undefined,next b,throw t,next undefined,return r");

// for-of closes what it leaves.
log = [];
for (const x of source(5, log)) if (x === 1) break;
same(log.join(), "n0,n1,r");
log = [];
const [first] = source(5, log);
same(first, 0);
same(log.join(), "n0,r");
log = [];
throws(EvalError, () => { for (const x of source(5, log)) throw new EvalError; });
same(log.join(), "n0,r");
