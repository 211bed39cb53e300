// Decorators before and after export, and the text of a class with decorators.
const log = [];
const d = (v, c) => { log.push(`${c.kind} ${c.name}`); };
const wrap = (v) => class Wrapped extends v {};
@d export class A { @d m() { return 1; } }
export @d class B { @d static s() {} }
@wrap export class W { static me = W; }
export default @d class {
  @d /* between */ static async * g(a) { yield a; }
}
import Default, { A as A1, W as W1 } from "./modules.mjs";
console.log(log.join());
console.log(A1 === A, Default.name, W1 === W, W1.name, W.me === W);
console.log(B.toString());
console.log(A.prototype.m.toString(), "|", Default.g.toString());
const C = @d
  @d // twice
  class Named { @d x = 1 };
console.log(JSON.stringify(C.toString()));
const D = @(await Promise.resolve(d)) class {};
console.log(log.at(-1), D.name);

// expect: method m,class A,method s,class B,method g,class default
// expect: true default true Wrapped true
// expect: @d class B { @d static s() {} }
// expect: m() { return 1; } | async * g(a) { yield a; }
// expect: "@d\n  @d // twice\n  class Named { @d x = 1 }"
// expect: class D D
