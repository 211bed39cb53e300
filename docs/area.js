function area(shape) {
  return shape.width * shape.height;
}
let total = 0;
for (let i = 0; i < 200000; i++) {
  total += area({ width: i % 7, height: 2 });
}
total += area({ height: 1.5, width: 2 });
console.log(total);
