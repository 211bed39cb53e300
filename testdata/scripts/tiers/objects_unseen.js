// Objects that only one graph of machine code sees are not made, but by who leaves it: they are then as they
// would have been.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

// Left in the middle, between two stores, in the function itself and in one that is inlined.
function steps(a, b) {
  const o = { x: 1, y: 2, z: 3 };
  o.x = a + 1;
  o.y = a + b;
  o.z = b * 2;
  return o.x + o.y + o.z;
}
console.log(warm(steps, 1, 2), steps(2147483647, 1), steps(1, 1.5), steps("a", 1), steps(1, "b"));
// expect: 9 4294967298 7.5 a1a12 21bNaN
function add(p, q) { return { x: p.x + q.x, y: p.y + q.y }; }
function path(n, dx) { let s = 0; for (let i = 0; i < n; i++) { const p = add({ x: i, y: 1 }, { x: dx, y: i }); s += p.x * p.y; } return s; }
console.log(warm(path, 10, 3), path(10, 0.5), path(3, "t"), path(3, 2147483647));
// expect: 495 357.5 NaN 12884901890

// One object in two variables is one object after leaving, too; another one is another.
function same(a, b) { const o = { v: a }, p = o, q = { v: a }; const s = a + b; p.v = s; return [o === p, o === q, o.v, q.v].join(); }
console.log(warm(same, 1, 2), same(1, 2147483647), same("x", "y"));
// expect: true,false,3,1 true,false,2147483648,1 true,false,xy,x
function alias(a, b) { const o = { v: a }, p = o; const s = a + b; o.v = s; return p.v; }
console.log(warm(alias, 1, 2), alias(2147483647, 1), alias("x", "y"));
// expect: 3 2147483648 xy

// What differs by the way that was taken.
function ways(a, b) { const o = { v: 0, w: 0 }; if (a > 0) o.v = a; else if (a < 0) { o.v = -a; o.w = 1; } const t = a + b; return o.v * 10 + o.w + t; }
function allWays(n, b) { let s = 0; for (let i = -n; i <= n; i++) s += ways(i, b); return s; }
console.log(warm(allWays, 3, 0), allWays(3, 0.5), ways(-2147483647, -5), ways(3, "!"));
// expect: 123 126.5 19327352819 303!

// A sum in an object, in loops and loops in them; left at the first turn, in the middle and at the end.
function total(list) { const t = { sum: 0, n: 0 }; for (let i = 0; i < list.length; i++) { t.sum += list[i]; t.n++; } return t.sum + "/" + t.n; }
console.log(warm(total, [1, 2, 3]), total([2147483647, 1, 1]), total([1, 2.5, "x", 4]), total([]), total([1, , 2]));
// expect: 6/3 2147483649/3 3.5x4/4 0/0 NaN/3
function grid(n, k) { const c = { a: 0, b: 0 }; for (let i = 0; i < n; i++) { for (let j = 0; j < n; j++) { if (j === i) c.a += k; else c.b++; } c.b += k; } return c.a * 1000 + c.b; }
console.log(warm(grid, 5, 1), grid(5, 0.5), grid(40, 2), grid(5, 1e300) > 1e300);
// expect: 5025 2522.5 81640 true

// Properties that are added afterwards.
function grown(a, b) { const o = {}; o.p = a; o.q = b; const s = a + b; o.r = s; return Object.keys(warmed ? {} : o).length + o.p + o.q + o.r; }
let warmed = true;
console.log(warm(grown, 1, 2), grown(1, 2147483647), grown("a", 1));
// expect: 6 4294967296 0a1a1

// Seen by somebody after all: returned, thrown, stored, given to a call, caught.
const kept = [];
function seen(a, how) {
  const o = { v: a, how };
  if (how === 1) kept.push(o);
  if (how === 2) throw o;
  if (how === 3) return o;
  o.v += 1;
  return o.v;
}
console.log(warm(seen, 1, 0), seen(1, 1), seen(1, 3).v, seen(2147483647, 0), kept.length, kept[0].v);
// expect: 2 2 1 2147483648 1 2
try { seen(7, 2); } catch (e) { console.log(e.v, e.how); }
// expect: 7 2
function thrower(x) { if (x > 9) throw new Error("over " + x); return x; }
function catching(a) { const o = { n: a, m: 0 }; try { o.m = 1; o.n = thrower(a + 1); o.m = 2; } catch (e) { return e.message + " " + o.n + " " + o.m; } return o.n + o.m; }
console.log(warm(catching, 1), catching(9), catching(9.5), catching("1"));
// expect: 4 over 10 9 1 over 10.5 9.5 1 over 11 1 1

// Garbage is collected while there are some, and they hold what lives.
function holds(n, k) {
  let last = "";
  for (let i = 0; i < n; i++) {
    const o = { name: "n" + (i % 3), list: [i, i + 1] };
    const w = i + k;
    last = o.name + o.list[1] + w;
  }
  return last;
}
console.log(warm(holds, 30, 1), holds(3000, 1), holds(5, 2147483647), holds(5, "z"));
// expect: n23030 n230003000 n152147483651 n154z
