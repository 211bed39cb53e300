// Generators stepped by loops, by yield* and by calls of next, in all states.
function log(...a) { console.log(...a); }
function caught(f) { try { return f(); } catch (e) { return e instanceof Error ? e.constructor.name + ": " + e.message : "thrown " + e; } }

function* count(n) { for (let i = 0; i < n; i++) yield i; return "end"; }
function sum(it) { let s = 0; for (const x of it) s += x; return s; }

for (let round = 0; round < 6; round++) {
  const last = round === 5 ? log : () => {};

  // What next sends, and the last value.
  function* echo() { let got = "none"; for (let i = 0; i < 3; i++) got = yield [i, got]; return got; }
  const e = echo();
  last("echo", JSON.stringify([e.next("lost"), e.next("a", "x"), e.next(), e.next("z"), e.next("late")]));

  // yield* delivers the same, and its own value is what the inner one returned.
  function* outer() { const r = yield* echo(); yield "r=" + r; return yield* count(2); }
  const o = outer();
  last("outer", JSON.stringify([o.next(), o.next("b"), o.next("c"), o.next("d"), o.next(), o.next(), o.next(), o.next()]));
  last("spread", JSON.stringify([...outer()]), sum(count(10)));

  // A generator that steps itself.
  let self;
  function* again() { yield 1; yield* [sum(self)]; }
  last("loop in itself", caught(() => { self = again(); return sum(self); }), caught(() => self.next().done));
  function* again2() { yield 1; self.next(); }
  last("next in itself", caught(() => { self = again2(); return sum(self); }), caught(() => self.next().done));
  function* again3() { yield 1; yield* self; }
  last("yield* of itself", caught(() => { self = again3(); return sum(self); }), caught(() => self.next().done));

  // Throws pass through loops, yield* and calls.
  function* bad() { try { yield 1; throw "bad"; } finally { last("finally of bad"); } }
  function* viaStar() { try { yield* bad(); } catch (e) { yield 10; throw e + "!"; } }
  function* viaCall() { const b = bad(); b.next(); try { b.next(); } catch (e) { yield e; } yield b.next().done; }
  const seen = [];
  last("throw", caught(() => { for (const x of bad()) seen.push(x); }), caught(() => { for (const x of viaStar()) seen.push(x); }), [...viaCall()].join(), seen.join());

  // Loops left early close what is open, innermost first.
  function* guarded(name, inner) { try { if (inner) yield* inner; yield name; } finally { last("closed", name); } }
  for (const x of guarded("a", guarded("b", guarded("c")))) break;
  for (const x of guarded("d", guarded("e"))) { if (x === "d") break; }
  last("return", (() => { for (const x of guarded("f")) return x; })());
  last("throw out of a loop", caught(() => { for (const x of guarded("g", guarded("h"))) throw x; }));

  // A result object that a foreign iterator made passes yield* as it is.
  const reads = [];
  const foreign = { [Symbol.iterator]() { let n = 0; return { next(v) { reads.push("next " + v); n++; return {
    get done() { reads.push("done"); return n > 2; }, get value() { reads.push("value"); return n; } }; } }; } };
  function* star1() { return yield* foreign; }
  function* star2() { return yield* star1(); }
  last("foreign", sum(star2()), reads.join());
  reads.length = 0;
  const s = star2();
  last("foreign next", s.next(1).value, s.next(2).value, s.next(3).value, reads.join());
  function* broken(how) { yield 0; yield* { [Symbol.iterator]: () => ({ next: () => how }) }; }
  function* around(how) { try { yield* broken(how); } catch (e) { yield e.constructor.name; } }
  last("no object", caught(() => sum(broken(5))), [...around(5)].join());
  last("getter throws", caught(() => sum(broken({ get done() { throw "done"; } }))), caught(() => sum(broken({ done: 0, get value() { throw "value"; } }))));
  let kept = "before";
  last("variable kept", caught(() => { for (kept of broken({ done: false, get value() { throw "value"; } })); }), kept);

  // throw and return into a generator in the middle of a yield*.
  const t = viaStar(); t.next();
  last("into", JSON.stringify(caught(() => t.throw("t"))), caught(() => t.next()));
  const u = guarded("i", guarded("j")); u.next();
  last("into", JSON.stringify(u.return(7)), JSON.stringify(u.next()));

  // Not the original next, not a generator, another kind of generator.
  const own = count(3); own.next = () => ({ done: true });
  last("own next", sum(own), sum(count(3)));
  const next = count(0).next;
  last("receivers", caught(() => next.call({})).slice(0, 9), caught(() => ({ next }).next()).slice(0, 9), next.call(count(1)).value);
  const steps = { g: count(2), [Symbol.iterator]() { return this; }, get next() { return next.bind(this.g); } };
  last("bound", sum(steps));
  const heir = { __proto__: count(2), next };
  last("heir", caught(() => heir.next()).slice(0, 9));

  // Recursion.
  function* tree(d) { if (d) { yield* tree(d - 1); yield d; yield* tree(d - 1); } }
  last("tree", sum(tree(7)));

  // Frames of several sizes one above another, with garbage in between.
  function* pairs(a, b) { for (const x of a()) for (const y of b()) { const k = { x, y }; yield k.x * 10 + k.y; } }
  const two = () => count(2), four = () => pairs(two, two);
  last("pairs", [...pairs(four, two)].join(), sum(pairs(four, four)));
}

// Two that step each other.
function* ping() { let n = 0; while (n < 5) { const r = pongs.next(n); n = r.value; yield n; } }
function* pong() { let v = yield; for (;;) v = yield v + 1; }
const pongs = pong(); pongs.next();
log("ping", [...ping()].join());

// expect: echo [{"value":[0,"none"],"done":false},{"value":[1,"a"],"done":false},{"value":[2,null],"done":false},{"value":"z","done":true},{"done":true}]
// expect: outer [{"value":[0,"none"],"done":false},{"value":[1,"b"],"done":false},{"value":[2,"c"],"done":false},{"value":"r=d","done":false},{"value":0,"done":false},{"value":1,"done":false},{"value":"end","done":true},{"done":true}]
// expect: spread [[0,"none"],[1,null],[2,null],"r=undefined",0,1] 45
// expect: loop in itself TypeError: Generator is already running true
// expect: next in itself TypeError: Generator is already running true
// expect: yield* of itself TypeError: Generator is already running true
// expect: finally of bad
// expect: finally of bad
// expect: finally of bad
// expect: throw thrown bad thrown bad! bad,true 1,1,10
// expect: closed c
// expect: closed b
// expect: closed a
// expect: closed e
// expect: closed d
// expect: closed f
// expect: return f
// expect: closed h
// expect: closed g
// expect: throw out of a loop thrown h
// expect: foreign 3 next undefined,done,done,done,value,next undefined,done,done,done,value,next undefined,done,value
// expect: foreign next 1 2 3 next undefined,done,done,value,next 2,done,done,value,next 3,done,value
// expect: no object TypeError: Iterator result 5 is not an object 0,TypeError
// expect: getter throws thrown done thrown value
// expect: variable kept thrown value 0
// expect: finally of bad
// expect: into {"value":10,"done":false} thrown t!
// expect: closed j
// expect: closed i
// expect: into {"value":7,"done":true} {"done":true}
// expect: own next 0 3
// expect: receivers TypeError TypeError 0
// expect: bound 1
// expect: heir TypeError
// expect: tree 247
// expect: pairs 0,1,10,11,100,101,110,111 968
// expect: ping 1,2,3,4,5
