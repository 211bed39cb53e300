function drive(g, ...sent) {
  const out = [];
  let r = g.next();
  while (!r.done) {
    out.push(r.value);
    r = g.next(sent.shift());
  }
  return out.join() + " -> " + r.value;
}
function* ifs() { if (yield 1) return yield 2; else if (yield 3) return "no"; else return yield 4; }
print(drive(ifs(), 0, 0, "end")); // expect: 1,3,4 -> end
function* loops() {
  let log = "";
  for (let i = yield "init"; i < (yield "test" + i); i += yield "step") { log += i; yield "body"; }
  while (yield "while") { log += "w"; if (yield "brk") break; }
  do { log += "d"; } while (yield "do");
  return log;
}
print(drive(loops(), 0, 2, null, 1, 2, null, 1, 2, true, false, true, true, true, false)); // expect: init,test0,body,step,test1,body,step,test2,while,brk,while,brk,do,do -> 01wwdd
function* closures() {
  const fs = [];
  for (let i = 0; i < 3; i++) { fs.push(() => i); yield i; i += yield "+"; }
  return fs.map(f => f()).join();
}
print(drive(closures(), 0, 0, 0, 0, 0, 0)); // expect: 0,+,1,+,2,+ -> 0,1,2
function* forin() {
  let s = "";
  for (const k in yield "obj") { s += k + (yield k); }
  return s;
}
print(drive(forin(), { a: 1, b: 2 }, "x", "y")); // expect: obj,a,b -> axby
function* forof() {
  let s = "";
  for (const [a, b = yield "def"] of yield "it") { s += a + b; yield "t"; if (a === 3) continue; s += "."; }
  return s;
}
print(drive(forof(), [[1, 2], [3]], 0, "D", 0)); // expect: it,t,def,t -> 3.3D
function* switches() {
  switch (yield "d") {
    case yield "c1": return "one";
    case yield "c2": { yield "in2"; }
    default: yield "def"; break;
    case 9: return "nine";
  }
  return "end";
}
print(drive(switches(), 2, 1, 2)); // expect: d,c1,c2,in2,def -> end
function* labels() {
  let n = 0;
  outer: for (;;) {
    for (const x of [1, 2, 3]) {
      if ((yield x) === "stop") break outer;
      n += x;
      if (x === 2) continue outer;
    }
  }
  return n;
}
print(drive(labels(), 0, 0, 0, "stop")); // expect: 1,2,1,2 -> 4
function* tries() {
  const log = [];
  try {
    try { log.push(yield 1); throw yield 2; }
    catch (e) { log.push("c" + e, yield 3); throw "again"; }
    finally { log.push(yield 4); }
  } catch ({ length, [yield "key"]: z = yield 5 }) { log.push(length, z); }
  finally { yield 6; }
  return log.join();
}
print(drive(tries(), "a", "b", "c", "d", "nokey", "e", 0)); // expect: 1,2,3,4,key,5,6 -> a,cb,c,d,5,e
function* returns() { try { return yield 1; } finally { yield "cleanup"; } }
print(drive(returns(), "r")); // expect: 1,cleanup -> r
const g = returns();
g.next();
print(JSON_result(g.return("early"))); // expect: cleanup false
print(JSON_result(g.next())); // expect: early true
print(JSON_result(g.next())); // expect: undefined true
function JSON_result(r) { return r.value + " " + r.done; }
function* thrower() { while (true) { try { yield "t"; } catch (e) { yield "caught " + e; } } }
const h = thrower();
h.next();
print(JSON_result(h.throw("x"))); // expect: caught x false
function* delegates() {
  const r = yield* inner();
  return r + (yield* [7, 8]);
}
function* inner() { const a = yield "i1"; try { yield a; } finally { yield "fin"; } return "ret"; }
print(drive(delegates(), "A")); // expect: i1,A,fin,7,8 -> retundefined
const d = delegates();
d.next(); d.next("q");
print(JSON_result(d.return("R"))); // expect: fin false
print(JSON_result(d.next())); // expect: 7 false
let closed = 0;
const it = { [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { closed++; return {}; } }; } };
function* destructure() {
  const [a, b = yield "b"] = [1];
  let c, e = {};
  [c = yield "c", e[yield "ek"], ...e.rest] = [undefined, "ev", 5, 6];
  const { [yield "k"]: f, g = yield "g", ...others } = { p: 1, q: 2, z: 3 };
  return [a, b, c, e.K, e.rest.join("+"), f, g, Object.keys(others).join("")].join();
}
print(drive(destructure(), "B", "C", "K", "q", "G")); // expect: b,c,ek,k,g -> 1,B,C,ev,5+6,2,G,pz
function* closing() { const [x = yield "never", y = yield "y"] = it; [({ }).a = 1, (yield "t").a] = it; }
const c = closing();
print(JSON_result(c.next()), closed); // expect: t false 1
