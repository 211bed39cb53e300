// Getters and setters of classes and of object literals.
// n = 500000
class Cell { constructor() { this.raw = 0; } get v() { return this.raw; } set v(x) { this.raw = x; } }
function run(n) {
  const cell = new Cell(), o = { raw: 1, get q() { return this.raw; }, set q(x) { this.raw = x | 0; } };
  let sum = 0;
  for (let i = 0; i < n; i++) {
    cell.v = cell.v + 1;
    o.q = o.q + 1;
    sum = (sum + cell.v + o.q) | 0;
  }
  return sum;
}
