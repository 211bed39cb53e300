const log = [];
const p = v => { log.push(v); };
class Acc { accessor q = 5; static accessor #r = 6; static r() { return Acc.#r += 1; } }
const acc = new Acc(); acc.q++;
print(acc.q, Acc.r(), Object.keys(acc).length, typeof Object.getOwnPropertyDescriptor(Acc.prototype, "q").get); // expect: 6 7 0 function
(async () => {
  class D { constructor(n) { this.n = n; } async [Symbol.asyncDispose]() { p("adispose " + this.n); } [Symbol.dispose]() { p("dispose " + this.n); } }
  { await using a = new D(1), b = new D(2); using c = new D(3); p("in block"); }
  try { using a = new D(4); throw "thrown"; } catch (e) { p(e); }
  const ret = () => { using a = new D(5); return "ret"; };
  p(ret());
  for (using a of [new D(6), new D(7)]) p("body");
  try { using a = { [Symbol.dispose]() { throw "d1"; } }, b = { [Symbol.dispose]() { throw "d2"; } }; throw "d3"; } catch (e) { p(e.name + e.error + e.suppressed.error + e.suppressed.suppressed); }
  function* g2() { using a = new D(8); yield "y"; }
  for (const v of g2()) { p(v); break; }
})().then(() => print(log.join()), e => print("FAILED", e));
// expect: in block,dispose 3,adispose 2,adispose 1,dispose 4,thrown,dispose 5,ret,body,dispose 6,body,dispose 7,SuppressedErrord1d2d3,y,dispose 8
