function sum(list) {
  let s = 0;
  for (let i = 0; i < list.length; i++) s += list[i].x;
  return s;
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
for (const n of count(50000)) t += n;
console.log(t);
