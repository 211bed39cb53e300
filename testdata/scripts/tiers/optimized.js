// Loops and functions that stay hot in machine code are compiled once more, of a graph: in the middle of a
// loop, of an inner one too, and for the next calls. What graphs leave goes on as if nothing had been.
// stress: skip, millions of safepoints
const N = 40000;
const show = (...values) => print(values.join(" "));
(function innerLoops() {
  let s = 0, rows = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 4; j++) {
      let k = 0;
      while (k < N) { k++; if (k % 5 === 4) continue; s = (s + k * (i + 1) + j) | 0; }
      rows += k;
    }
    s ^= i;
  }
  show(s, rows); // expect: -1819101181 480000
})();
(function leavesAll() {
  let s = 0, x = 1;
  outer: for (let i = 0; ; i++) {
    for (let j = 0; j < N; j++) {
      s += x;
      if (i === 4 && j === 7) break outer;
      if (i === 2 && j === 100) { x = 0.5; continue outer; }
    }
  }
  show(s); // expect: 100105
})();
(function caughtWithin() {
  let caught = 0, done = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < N; j++) {
      try { if (j % 10000 === 9999) throw j; done++; } catch (e) { caught += e; } finally { done += 2; }
    }
  }
  show(caught, done); // expect: 299988 359988
})();
(function switches() {
  const n = [0, 0, 0, 0];
  for (let i = 0; i < 3; i++) for (let j = 0; j < N; j++) switch (j & 7) {
    case 0: n[0]++; break;
    case 1: n[1] += 2;
    case 2: n[2]++; break;
    case 5: continue;
    default: n[3]++;
  }
  show(n.join()); // expect: 15000,30000,30000,60000
})();
(function closuresOfTurns() {
  const fs = [];
  for (let i = 0; i < 3; i++) for (let j = 0; j < N; j++) { if (j % 20000 === 1) fs.push(() => i * 100000 + j); }
  show(fs.map((f) => f()).join()); // expect: 1,20001,100001,120001,200001,220001
})();
(function growing() {
  let last;
  for (let k = 0; k < 4; k++) {
    const a = [];
    for (let i = 0; i < N; i++) a[i] = i & 3;
    for (let i = 0; i < N; i += 2) a[i] += a[i + 1];
    last = a;
  }
  show(last.length, last.slice(0, 6).join()); // expect: 40000 1,1,5,3,1,1
})();
(function otherTypes() {
  const f = (x, y) => x + y;
  let n = 0, text = "";
  for (let i = 0; i < 4 * N; i++) n = f(n, 1);
  for (let i = 0; i < 5; i++) text = f(text, "a");
  for (let i = 0; i < 4 * N; i++) n = f(n, 0.5);
  for (let i = 0; i < 5; i++) text = f(text, i);
  for (let i = 0; i < 4 * N; i++) n = f(n, 2147483647);
  show(n, text); // expect: 343597383760000 aaaaa01234
})();
(function otherShapes() {
  const read = (o) => o.v;
  let s = 0;
  for (let k = 0; k < 8; k++) {
    const o = k & 1 ? { v: 1 } : Object.defineProperty({ ["k" + k]: 0 }, "v", { get() { return 2; } });
    for (let i = 0; i < N; i++) s += read(o);
  }
  show(s); // expect: 480000
})();
function Made(n) {
  this.n = 0;
  for (let i = 0; i < n; i++) this.n += i & 1;
}
show(new Made(3 * N).n, new Made(N).n); // expect: 60000 20000
class Base { constructor(n) { this.s = 0; for (let i = 0; i < n; i++) this.s += 2; } }
class Derived extends Base { constructor(n) { super(n); for (let i = 0; i < n; i++) this.s -= 1; } }
show(new Derived(3 * N).s, new Derived(3 * N).s); // expect: 120000 120000
function sloppy(n) {
  arguments[0] = n + 1;
  let s = 0;
  for (let i = 0; i < n; i++) s += arguments.length;
  return s;
}
show(sloppy(3 * N, 1, 2), sloppy(3 * N)); // expect: 360003 120001
(function thrownOut() {
  const f = (n) => { for (let i = 0; ; i++) if (i === n) null.x; };
  for (let k = 0; k < 4; k++) try { f(N); } catch (e) { if (k === 3) show(e.message); }
  // expect: Cannot read properties of null (reading 'x')
})();
