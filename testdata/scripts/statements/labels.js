// break and continue with labels leave exactly the statements that they name.
let log = [];
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 2) continue outer;
    if (i === 2) break outer;
    log.push(i + "" + j);
  }
}
print(log.join()); // expect: 00,01,10,11
block: {
  log = ["in"];
  if (log.length) break block;
  log.push("never");
}
print(log.join()); // expect: in
a: b: c: for (;;) { break b; }
let n = 0;
loop: do {
  n++;
  switch (n) {
    case 1: continue loop;
    case 2: break;
    case 5: break loop;
    default: n++;
  }
} while (n < 10);
print(n); // expect: 5
function f() {
  l: try { return "try"; } finally { break l; }
  return "after";
}
print(f()); // expect: after
function g() {
  let out = "";
  for (let i = 0; i < 3; i++) {
    try { if (i === 1) continue; out += "t" + i; } finally { out += "f" + i; }
  }
  return out;
}
print(g()); // expect: t0f0f1t2f2
x: for (const k in { p: 1, q: 2, r: 3 }) {
  for (const v of [1, 2, 3]) {
    if (k === "q") continue x;
    if (v === 2) break;
    print(k + v);
    // expect: p1
    // expect: r1
  }
}
