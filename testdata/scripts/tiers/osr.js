// Loops that run long in code that is called once: the frame moves to a hotter tier in the middle.
// stress: skip, millions of safepoints
function once() {
  let s = 0, t = 1.5, str = "", o = { n: 0 };
  const arr = [];
  for (let i = 0; i < 20000; i++) {
    s = (s + i * i) % 1000003;
    t += 0.25;
    o.n += i & 1;
    if (i % 4000 === 0) { str += i + ","; arr.push(() => i); }
  }
  return [s, t, str, o.n, arr.map((f) => f()).join("|")].join(" ");
}
print(once()); // expect: 670626 5001.5 0,4000,8000,12000,16000, 10000 0|4000|8000|12000|16000
let top = 0;
for (let i = 0; i < 20000; i++) top += i % 7;
print(top); // expect: 59997
var global = 0;
for (var g = 0; g < 20000; g++) global += g % 3;
print(global + g); // expect: 39999
(function nested() {
  let count = 0;
  for (let i = 0; i < 150; i++) for (let j = 0; j < 150; j++) { if (j > i) break; if ((i + j) % 2) continue; count++; }
  print(count); // expect: 5700
})();
(function whileLoops() {
  let i = 0, j = 0;
  while (i < 10000) i++;
  do { j += 2; } while (j < 10000);
  print(i + j); // expect: 20000
})();
(function tryInside() {
  let caught = 0, fin = 0;
  for (let i = 0; i < 6000; i++) { try { if (i % 3 === 0) throw i; } catch (e) { caught += e & 1; } finally { fin++; } }
  print(caught + " " + fin); // expect: 1000 6000
})();
(function insideTry() {
  try { for (let i = 0; ; i++) if (i === 9000) throw "out at " + i; } catch (e) { print(e); } finally { print("finally"); }
  // expect: out at 9000
  // expect: finally
})();
(function forOf() { let s = 0; for (const x of Array.from({ length: 9000 }, (_, i) => i)) { if (x === 8000) break; s += x; } print(s); })();
// expect: 31996000
(function forIn() { const o = {}; for (let i = 0; i < 3000; i++) o["k" + i] = i; let s = 0; for (const k in o) s += o[k]; print(s); })();
// expect: 4498500
(function args(a, b) { for (let i = 0; i < 9000; i++) { arguments[0] += 1; b = a; } print(a + " " + b + " " + arguments.length); })(1, 2);
// expect: 9001 9001 2
(function closureVar() { let shared = 0; const bump = () => shared++; for (let i = 0; i < 9000; i++) { bump(); shared++; } print(shared); })();
// expect: 18000
label: for (let i = 0; ; i++) { for (let j = 0; j < 100; j++) if (i * j > 9000) { print(i + " " + j); break label; } }
// expect: 91 99
print((() => { let i = 0; for (;;) { if (++i > 9000) return i; } })()); // expect: 9001
