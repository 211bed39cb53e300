// Errors thrown and caught many times, from deep calls and out of builtins.
function risky(n) { if (n % 3 === 0) throw new Error("three"); if (n % 5 === 0) throw n; return n; }
let ok = 0, errs = 0, vals = 0;
for (let i = 1; i <= 1500; i++) { try { risky(i); ok++; } catch (e) { if (e instanceof Error) errs++; else vals++; } }
print([ok, errs, vals].join());
function deep(n) { return n === 0 ? risky(3) : deep(n - 1); }
let caught = 0;
for (let i = 0; i < 50; i++) try { deep(100); } catch { caught++; }
print(caught);
for (const f of [() => [1, 2].map(() => { throw "map"; }), () => "a".replace(/a/, () => { throw "replace"; }), () => [2, 1].sort(() => { throw "sort"; }), () => JSON.parse("[1]", () => { throw "reviver"; }), () => JSON.stringify({ toJSON() { throw "toJSON"; } }), () => new Map([[1, 2]]).forEach(() => { throw "forEach"; }), () => Array.from([1], () => { throw "from"; }), () => Reflect.apply(() => { throw "apply"; }, null, []), () => new Proxy({}, { get() { throw "trap"; } }).x, () => `${{ toString() { throw "toString"; } }}`, () => +{ valueOf() { throw "valueOf"; } }])
  try { f(); } catch (e) { print(e); }
function multi() { for (let i = 0; ; i++) { try { if (i === 2) return "returned " + i; throw i; } catch (e) { if (e > 5) return "no"; } finally { if (i > 10) return "never"; } } }
print(multi());
const stack = []; function unwind(n) { try { if (n) unwind(n - 1); else throw "x"; } catch (e) { stack.push(n); if (n < 3) throw e; } }
unwind(5); print(stack.join());
let e = "outer"; try { throw "inner"; } catch (e) { var e2 = e; e = "changed"; } print(e + e2);
try { try { throw 1; } catch (x) { throw x + 1; } finally { print("finally between"); } } catch (x) { print(x); }
print((() => { try { return (() => { throw "arg"; })(); } catch (x) { return x + "!"; } })());

// expect: 800,500,200
// expect: 50
// expect: map
// expect: replace
// expect: sort
// expect: reviver
// expect: toJSON
// expect: forEach
// expect: from
// expect: apply
// expect: trap
// expect: toString
// expect: valueOf
// expect: returned 2
// expect: 0,1,2,3
// expect: outerinner
// expect: finally between
// expect: 2
// expect: arg!
