// Generators: values in and out, return, throw, delegation.
function* g(a) { const b = yield a + 1; const c = yield b * 2; return c; }
const it = g(1);
print(JSON.stringify([it.next("ignored"), it.next(10), it.next("end"), it.next()]));
function* fibs() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }
const first = []; for (const f of fibs()) { if (f > 50) break; first.push(f); }
print(first.join());
function* inner() { const x = yield "i1"; print("inner got " + x); try { yield "i2"; } catch (e) { print("inner caught " + e); yield "i3"; } return "inner result"; }
function* outer() { const r = yield* inner(); yield "outer " + r; }
const o = outer();
print(o.next().value);
print(o.next("sent").value);
print(o.throw("boom").value);
print(o.next().value);
print(JSON.stringify(o.return("stop")));
function* cleanup() { try { yield 1; } finally { print("cleaned"); } }
const c = cleanup(); c.next();
print(JSON.stringify(c.return("r")));
const unstarted = cleanup();
print(JSON.stringify(unstarted.return("never ran")));
try { unstarted.throw(new Error("closed")); } catch (e) { print(e.message); }
function* running() { try { self.next(); } catch (e) { yield e.name; } }
const self = running();
print(self.next().value);
const obj = { *gen() { yield* [1, 2]; yield* "ab"; } };
print([...obj.gen()].join(""));
function* args() { yield arguments.length; yield this === undefined || this === globalThis; yield* arguments; }
print([...args("p", "q")].join());
try { new g(); } catch (e) { print(e.name); }
print(Object.prototype.toString.call(it) + (g.prototype.isPrototypeOf(it)));
function* spread() { const a = [yield 1, ...(yield 2), yield 3]; return a.join("|"); }
const sp = spread(); sp.next(); sp.next("x"); sp.next("yz");
print(sp.next("w").value);
function* cond() { return (yield "q") ? `t${yield "a"}` : { k: yield "b" }; }
const cd = cond(); cd.next(); cd.next(true);
print(cd.next("!").value);
function* loop() { for (let i = yield; i < 3; i = i + (yield i)) ; return "done"; }
const lp = loop(); lp.next();
print([lp.next(0).value, lp.next(1).value, lp.next(1).value, lp.next(5).value].join());
function* defaults(a = (() => { throw new Error("at call"); })()) {}
try { defaults(); } catch (e) { print(e.message); }

// expect: [{"value":2,"done":false},{"value":20,"done":false},{"value":"end","done":true},{"done":true}]
// expect: 0,1,1,2,3,5,8,13,21,34
// expect: i1
// expect: inner got sent
// expect: i2
// expect: inner caught boom
// expect: i3
// expect: outer inner result
// expect: {"value":"stop","done":true}
// expect: cleaned
// expect: {"value":"r","done":true}
// expect: {"value":"never ran","done":true}
// expect: closed
// expect: TypeError
// expect: 12ab
// expect: 2,true,p,q
// expect: TypeError
// expect: [object Generator]true
// expect: x|y|z|w
// expect: t!
// expect: 0,1,2,done
// expect: at call
