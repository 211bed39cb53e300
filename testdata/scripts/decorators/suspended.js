// A class may be suspended in the middle of its decorators.
const log = [];
const d = (n) => (v, c) => { log.push(`${c.kind} ${String(c.name)} ${n}`); if (c.kind === "field") return (x) => `${x}+${n}`; };
const holder = (n) => ({ n, dec(v, c) { log.push(`${c.kind} ${String(c.name)} of ${this.n}`); } });
function* gen() {
  @(yield "class 1") @d("plain") @(yield "class 2")
  class C extends (yield "heritage") {
    @(yield "m 1") @(yield "m 2") m() { return "m"; }
    @((yield "object").dec) static [yield "key"] = 1;
    @((yield "base")[yield "index"]) f = "f";
    @d(yield "argument") #p = "p";
    @(yield "private") get #g() { return this.#p; }
    @d("last") accessor a = "a";
    all() { return [this.f, this.#p, this.#g, this.a, this.m()]; }
  }
  return C;
}
const answers = { "class 1": d("c1"), "class 2": d("c2"), heritage: Array, "m 1": d("m1"), "m 2": d("m2"), object: holder("o"), key: "k", base: holder("b"), index: "dec", argument: "arg", private: d("g") };
for (let turn = 0; turn < 3; turn++) {
  const g = gen();
  let r = g.next();
  const asked = [];
  while (!r.done) {
    asked.push(r.value);
    r = g.next(answers[r.value]);
  }
  console.log(asked.join());
  console.log(log.splice(0).join("; "));
  console.log(new r.value().all().join(), r.value.k, new r.value() instanceof Array);
}
for (const stop of ["class 2", "heritage", "m 2", "index", "private"]) {
  const g = gen();
  let r = g.next();
  while (r.value !== stop) r = g.next(answers[r.value]);
  try {
    g.throw(new Error("at " + stop));
  } catch (e) {
    console.log(e.message, log.length);
  }
  console.log(g.next().done);
}

(async () => {
  const later = (v) => new Promise((ok) => setTimeout(ok, 1, v));
  const Made = @(await later(d("awaited"))) class extends (await later(Object)) {
    @((await later(holder("async"))).dec) static [await later("x")]() {}
    @(await later(d("field"))) y = "y";
  };
  console.log(new Made().y, log.splice(0).join("; "));
})();

// expect: class 1,class 2,heritage,m 1,m 2,object,key,base,index,argument,private
// expect: method m m2; method m m1; getter #g g; accessor a last; field k of o; field f of b; field #p arg; class C c2; class C plain; class C c1
// expect: f,p+arg,p+arg,a,m 1 true
// expect: class 1,class 2,heritage,m 1,m 2,object,key,base,index,argument,private
// expect: method m m2; method m m1; getter #g g; accessor a last; field k of o; field f of b; field #p arg; class C c2; class C plain; class C c1
// expect: f,p+arg,p+arg,a,m 1 true
// expect: class 1,class 2,heritage,m 1,m 2,object,key,base,index,argument,private
// expect: method m m2; method m m1; getter #g g; accessor a last; field k of o; field f of b; field #p arg; class C c2; class C plain; class C c1
// expect: f,p+arg,p+arg,a,m 1 true
// expect: at class 2 0
// expect: true
// expect: at heritage 0
// expect: true
// expect: at m 2 0
// expect: true
// expect: at index 0
// expect: true
// expect: at private 0
// expect: true
// expect: y+field method x of async; field y field; class Made awaited
