function sum(list) {
  let s = 0;
  for (let i = 0; i < list.length; i++) s += list[i].x;
  return s;
}
function area(shape) {
  return shape.w * shape.h;
}
function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}
function never() {}
const list = [];
for (let i = 0; i < 1000; i++) list.push({ x: i });
let t = 0;
for (let i = 0; i < 500; i++) t += sum(list);
list.push({ y: 1, x: 0.5 });
for (let i = 0; i < 500; i++) t += sum(list);
const shapes = [{ w: 1, h: 2 }, { h: 1, w: 2 }, { a: 0, w: 1, h: 1 }, { b: 0, w: 1, h: 1 }, { c: 0, w: 1, h: 1 }, { d: 0, w: 1, h: 1 }, { e: 0, w: 1, h: 1 }];
for (let k = 0; k < 4; k++) for (let i = 0; i < 20000; i++) t += area(shapes[i % shapes.length]);
for (const n of count(50000)) t += n;
console.log(t);
