// finally runs on every way out and may replace the completion.
const log = [];
function a() { try { return log.push("try"), 1; } finally { log.push("finally"); } }
print(a() + " " + log.join()); // expect: 1 try,finally
function b() { try { throw 1; } catch (e) { return "caught " + e; } finally { return "finally wins"; } }
print(b()); // expect: finally wins
function c() { try { throw new Error("lost"); } finally { return "swallowed"; } }
print(c()); // expect: swallowed
function d() { for (let i = 0; ; i++) { try { if (i < 3) continue; break; } finally { log.push(i); } } return log.length; }
print(d()); // expect: 6
function e() { let x = 1; try { return x; } finally { x = 2; } }
print(e()); // expect: 1
function f() { try { try { throw "inner"; } finally { throw "outer"; } } catch (x) { return x; } }
print(f()); // expect: outer
function g() {
  try { try { return "r"; } finally { null.x; } } catch (err) { return err.constructor.name; }
}
print(g()); // expect: TypeError
function* h() { try { yield 1; yield 2; } finally { yield "cleanup"; log.push("done"); } }
const it = h();
it.next();
print(JSON.stringify(it.return("early"))); // expect: {"value":"cleanup","done":false}
print(JSON.stringify(it.next())); // expect: {"value":"early","done":true}
print(log[log.length - 1]); // expect: done
let depth = 0;
function nest(n) { try { if (n) nest(n - 1); else throw "bottom"; } finally { depth++; } }
try { nest(20); } catch (x) { print(x + " " + depth); } // expect: bottom 21
print((() => { try { return "a"; } catch { return "b"; } finally { } })()); // expect: a
