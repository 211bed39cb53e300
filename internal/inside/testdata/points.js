class Point {
  #z = 1;
  constructor(x, y) { this.x = x; this.y = y; }
  get sum() { return this.x + this.y + this.#z; }
}
function total(n) {
  let s = 0, re = /a[/]b/g;
  for (let i = 0; i < n; i++) {
    const p = new Point(i, i / 2);
    s += p.sum;
  }
  return s;
}
const show = (a, {b, c = 2} = {}, ...rest) => `${a}-${b}`;
console.log(total(3000), show(1, {b: 2}));
