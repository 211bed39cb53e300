// Method calls on objects of four classes, with super.
// n = 600000
class Shape { constructor(k) { this.k = k; } area() { return this.k; } twice() { return this.area() * 2; } }
class Square extends Shape { area() { return this.k * this.k; } }
class Circle extends Shape { area() { return super.area() * 3; } }
class Line extends Shape { area() { return 0; } twice() { return super.twice() + 1; } }
function run(n) {
  const shapes = [new Shape(1), new Square(2), new Circle(3), new Line(4)];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += shapes[i & 3].twice();
    shapes[i & 3].k = i & 7;
  }
  return sum;
}
