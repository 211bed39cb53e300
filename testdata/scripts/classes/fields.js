// Fields are defined, in order, when the instance is made; this is the instance.
const order = [];
const log = (x) => (order.push(x), x);
class A {
  [log("key a")] = log("value a");
  static [log("key s")] = log("value s");
  [log("key b")] = log("value b");
  static { log("block"); }
}
print(order.join()); // expect: key a,key s,key b,value s,block
order.length = 0;
new A();
print(order.join()); // expect: value a,value b
class B { x = this.constructor.name; y = () => this.x; z; }
const b = new B();
print(b.y.call(null) + " " + ("z" in b) + " " + Object.keys(b).join()); // expect: B true x,y,z
class Base { constructor() { this.init(); } init() { this.f = "from init"; } }
class D extends Base { f = "field"; }
print(new D().f); // expect: field
class E extends Base { f; }
print(String(new E().f)); // expect: undefined
class SetterBase { set v(x) { this.called = true; } }
class Def extends SetterBase { v = 1; }
print(String(new Def().called) + new Def().v); // expect: undefined1
class S { static a = 1; static b = this.a + 1; static { this.c = this.b + 1; } static m = () => this.c; }
print([S.a, S.b, S.c, S.m()].join()); // expect: 1,2,3,3
class N { "quoted" = 1; 7 = 2; static async = 3; get = 4; set = 5; static = 6; }
print(Object.keys(new N()).join() + N.async); // expect: 7,quoted,get,set,static3
class Eval { x = eval("this.y = 2; 1"); }
print(JSON.stringify(new Eval())); // expect: {"y":2,"x":1}
class Fn { f = function () {}; g = () => {}; }
print(new Fn().f.name + new Fn().g.name); // expect: fg
try { new (class { a = this.missing.x; })(); } catch (e) { print(e.message); }
// expect: Cannot read properties of undefined (reading 'x')
class Sup { m() { return "super method"; } }
class Sub extends Sup { v = super.m(); }
print(new Sub().v); // expect: super method
