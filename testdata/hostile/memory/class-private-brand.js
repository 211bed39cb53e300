// Private elements added to foreign objects by a returning super constructor.
class Base { constructor(o) { return o } }
const all = []
const o = {}
for (;;) { class D extends Base { #x = all; static has(v) { return #x in v } } new D(o); all.push(D.has(o)) }
