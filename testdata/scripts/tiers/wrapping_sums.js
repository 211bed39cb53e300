// Sums that only a bitwise operator looks at need no more than 32 bits; all others need every bit.
function run(f, turns) {
  let last;
  for (let i = 0; i < turns; i++) last = f(i);
  return last;
}

function wraps(n) {
  let s = 0;
  for (let i = 0; i < 300; i++) s = (s + i * 65536) | 0;
  return s;
}
print(run(wraps, 10)); // expect: -1355677696

function unsigned() {
  let s = 0;
  for (let i = 0; i < 300; i++) s = (s - 123456789) >>> 0;
  return s;
}
print(run(unsigned, 10)); // expect: 1617668964

function shifted() {
  let s = 0x7fffffff;
  for (let i = 0; i < 300; i++) s = (s + 0x7fffffff) >> 1;
  return s;
}
print(run(shifted, 10)); // expect: 715827881

function kept() {
  let s = 2147483500, t = 0;
  for (let i = 0; i < 300; i++) { s = 2147483500 + i; t = s | 0; }
  return s + ":" + t;
}
print(run(kept, 10)); // expect: 2147483799:-2147483497

function fraction(x) {
  let t = 0;
  for (let i = 0; i < 300; i++) t = (2147483647 + x) | 0;
  return t;
}
print([run(() => fraction(1), 10), fraction(1.5), fraction("1"), fraction(-1)].join(" ")); // expect: -2147483648 -2147483648 -9 2147483646

function caught(o) {
  let s = 2147483647;
  try {
    s = s + 1;
    s = s | o;
  } catch (e) {
    return s;
  }
  return s;
}
print(run(() => caught(0), 300)); // expect: -2147483648
print(caught({ valueOf() { throw 1; } }) + " " + caught(1n)); // expect: 2147483648 2147483648

function seen(a) {
  let s = a, before;
  for (let i = 0; i < 3; i++) {
    before = s + 2147483647;
    s = before & 0xffff;
  }
  return before;
}
print(run(() => seen(5), 300)); // expect: 2147483650
