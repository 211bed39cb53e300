// Private fields stamped on one object by the base constructor's return.
class Base { constructor(o) { return o } }
const target = {}
for (;;) { class C extends Base { #a = 1; #b = 2 } new C(target) }
