// Loops that count their turns in a register, left by every way: their end, break, return, a check that fails,
// an exception, a loop around that calls.
function nested(n) { let s = 0; for (let i = 0; i < n; i++) { for (let j = 0; j < 7; j++) s = (s + i * j) | 0; if ((i & 1023) == 0) s = (s ^ i) | 0; } return s; }
function leaves(x, n) { for (let i = 0; i < n; i++) { x[i & 63] = x[(i + 1) & 63] + 1; if (i == 5000) x[3] = "s"; if (i > n - 3) return x[i & 7]; } }
function jumps(n) { let t = 0; outer: for (let i = 0; ; i++) { for (let k = 0; k < 5; k++) { t += k; if (i * k > n) break outer; if (k == 3) continue outer; } } return t; }
function id(x) { return x; }
const other = [id, x => x + 1, x => { throw x; }];
function calls(n, f) { let s = 0; for (let i = 0; i < n; i++) { for (let j = 0; j < 3; j++) s += j; s += f(i); for (let j = 0; j < 3; j++) s -= j; } return s; }
function thrown(a, n) { let i = 0; try { for (; i < n; i++) { let s = 0; for (let j = 0; j < 9; j++) s += a[i].v; } } catch (e) { return e.constructor.name + i; } return i; }
const objects = []; for (let i = 0; i < 300; i++) objects.push({ v: i });
let r = [];
for (let k = 0; k < 4; k++) {
  r.push(nested(3000 + k), String(leaves(new Array(64).fill(0), 8000 + k)).length, jumps(9000 + k), calls(200, other[k & 1]), thrown(objects, 300));
  try { calls(k, other[2]); } catch (e) { r.push(e); }
}
objects[150] = null;
print([r.length, r.slice(-6).join(), thrown(objects, 300)].join(" "));
function stores(list) { for (let i = 0; i < 600; i++) { list[i & 7] = { i }; for (let j = 0; j < 3; j++) list[j].k = list[j + 1]; } return list[3].i; }
print([stores([{}, {}, {}, {}, {}, {}, {}, {}]), stores([{}, {}, {}, {}, {}, {}, {}, {}])].join(" "));
// expect: 23 94656539,3,18018,20100,300,0 TypeError150
// expect: 595 595
