// Loops whose bodies always leave them, around loops that go on.
function once(rows) {
  let n = 0;
  for (const [a] of rows) {
    try {
      for (let i = 0; i < a; i++) n += i;
      throw n;
    } finally { n++; }
  }
  return n;
}
let caught = 0;
for (let i = 0; i < 500; i++) {
  try { once([[3], [4]]); } catch (e) { caught += e; }
}
console.log(caught);
// expect: 1500

function first(n) {
  for (let i = 0; ; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += j;
    return s + i;
  }
}
let sum = 0;
for (let i = 0; i < 500; i++) sum += first(20);
console.log(sum);
// expect: 95000
