'use strict';
const log = [];
class Point { constructor(x, y) { this.x = x; this.y = y; } }
function wait(ms, value) {
  return new Promise(resolve => setTimeout(() => resolve(value), ms));
}
async function load(name) {
  const p = new Point(1, name.length);
  log.push('start ' + name);
  const data = await wait(10, { name, size: 3 });
  p.x += data.size;
  log.push('end ' + name);
  return p;
}
queueMicrotask(() => log.push('micro'));
let n = 0;
const timer = setInterval(() => { n++; if (n === 3) clearInterval(timer); }, 5);
Promise.all([load('a'), load('bc')]).then(list => {
  console.log(list, n);
  return list.length;
}).finally(() => console.log('done'));
for (let i = 0; i < 3; i++) { const sq = i * i; log.push(sq); }
console.log('script ends');
