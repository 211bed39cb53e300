// Construction of base and derived classes with fields.
// n = 150000
class Base { x = 1; y; constructor(a) { this.y = a; } get sum() { return this.x + this.y; } m() { return this.x; } }
class Derived extends Base { z = 3; constructor(a, b) { super(a); this.b = b; } m() { return super.m() + this.z; } }
class Implicit extends Derived { w = 4; }
function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const a = new Base(i), b = new Derived(i, 2), c = new Implicit(1, i);
    sum = (sum + a.sum + b.m() + c.m() + c.w) | 0;
  }
  return sum;
}
