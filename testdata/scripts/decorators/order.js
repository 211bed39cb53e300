// Decorators are evaluated with computed keys, in the order of the text; they are
// applied to static methods and accessors, to those of instances, to static fields, to
// fields and to the class, each list from the last one on. Initializers run with what they belong to.
const log = [];
let C0;
const d = (n) => {
  log.push("eval " + n);
  return function (v, c) {
    log.push(["apply", n, c.kind, String(c.name), c.static, c.private, typeof v, Object.keys(c.access ?? {}).join("+")].join(" "));
    c.addInitializer(function () { log.push(`extra ${n} ${this === C0 ? "C" : typeof this}`); });
    if (c.kind === "field") return (x) => (log.push(`init ${n} ${x}`), x + 1);
    if (c.kind === "accessor") return { init(x) { log.push(`init ${n} ${x}`); return x * 2; } };
  };
};
@d("class1") @d("class2")
class C {
  static { log.push("block"); C0 = C; }
  @d("f1") @d("f2") f = 1;
  @d("m") m() {}
  @d("sm") static m() {}
  @d("sf") static f = (log.push("static field"), 2);
  @d("g") get g() { return 1; }
  @d("s") set g(v) {}
  @d("a1") @d("a2") accessor a = 5;
  @d("#p") #p = 1;
  @d("#m") #m() { return this.#p; }
  @d("#a") static accessor #a = 1;
  [(log.push("key"), "k")] = 1;
  @d("k2") ["x" + 1]() {}
  t() { return [this.f, this.a, this.#m(), C.#a]; }
}
log.push("new");
const c = new C();
for (const line of log) console.log(line);
console.log(c.t().join(), Reflect.ownKeys(C.prototype).join(), Reflect.ownKeys(c).join());

// expect: eval class1
// expect: eval class2
// expect: eval f1
// expect: eval f2
// expect: eval m
// expect: eval sm
// expect: eval sf
// expect: eval g
// expect: eval s
// expect: eval a1
// expect: eval a2
// expect: eval #p
// expect: eval #m
// expect: eval #a
// expect: key
// expect: eval k2
// expect: apply sm method m true false function get+has
// expect: apply #a accessor #a true true object get+set+has
// expect: apply m method m false false function get+has
// expect: apply g getter g false false function get+has
// expect: apply s setter g false false function set+has
// expect: apply a2 accessor a false false object get+set+has
// expect: apply a1 accessor a false false object get+set+has
// expect: apply #m method #m false true function get+has
// expect: apply k2 method x1 false false function get+has
// expect: apply sf field f true false undefined get+set+has
// expect: apply f2 field f false false undefined get+set+has
// expect: apply f1 field f false false undefined get+set+has
// expect: apply #p field #p false true undefined get+set+has
// expect: apply class2 class C   function 
// expect: apply class1 class C   function 
// expect: extra sm function
// expect: block
// expect: static field
// expect: init sf 2
// expect: extra sf C
// expect: init #a 1
// expect: extra #a C
// expect: extra class2 C
// expect: extra class1 C
// expect: new
// expect: extra m object
// expect: extra g object
// expect: extra s object
// expect: extra #m object
// expect: extra k2 object
// expect: init f1 1
// expect: init f2 2
// expect: extra f2 object
// expect: extra f1 object
// expect: init a1 5
// expect: init a2 10
// expect: extra a2 object
// expect: extra a1 object
// expect: init #p 1
// expect: extra #p object
// expect: 3,20,2,2 constructor,m,g,a,x1,t f,k
