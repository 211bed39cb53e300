// What is special about this tier: tail calls, wide switches, frames in place,
// exceptions across frames of one activation.
"use strict";
function count(n) { return n === 0 ? "done" : count(n - 1); }
print(count(2000)); // expect: done
function even(n) { if (n === 0) return true; return odd(n - 1); }
function odd(n) { if (n === 0) return false; return n && even(n - 1); }
print(even(2001)); // expect: false
class K { constructor(n) { this.n = n; return count(n); } }
print(new K(3).n); // expect: 3

function table(x) {
  switch (x) {
    case 0: return "zero";
    case 1: case 2: return "low";
    case 5: break;
    case 3: return "three";
    default: return "other";
  }
  return "five";
}
print([0, 1, 2.0, 3, 4, 5, -1, "1", 1.5, NaN, 2 ** 31].map(table).join()); // expect: zero,low,low,three,other,five,other,other,other,other,other

function thrower(n) { if (n === 0) throw new Error("deep"); thrower(n - 1); return n; }
function catcher(n) { try { thrower(n); } catch (e) { return e.message; } finally { catcher.ran = n; } }
print(catcher(50), catcher.ran); // expect: deep 50

function swap(x) { x = x + (x = 5) * x; return x; }
print(swap(1)); // expect: 26
function argsLeft(a) { return [a, a = 2, a++, a, ++a].join(); }
print(argsLeft(1)); // expect: 1,2,2,3,4
function overwritten(a, b) { var t = a; a = b; b = t; return arguments.length + ":" + a + b; }
print(overwritten(1, 2, 3, 4)); // expect: 4:21
function rest(a, ...r) { return r.length + r.join(); }
print(rest(1), rest(1, 2, 3)); // expect: 0 22,3

function labels() {
  const out = [];
  outer: for (const a of [1, 2, 3]) {
    for (const b of [1, 2, 3]) {
      try {
        if (b === 2) continue outer;
        if (a === 3) break outer;
        out.push(a + "" + b);
      } finally {
        out.push("f");
      }
    }
  }
  return out.join();
}
print(labels()); // expect: 11,f,f,21,f,f,f

function closing() {
  const log = [];
  const it = {
    [Symbol.iterator]() { return this; },
    next() { return { value: 1, done: false }; },
    return() { log.push("closed"); return {}; },
  };
  for (const x of it) break;
  try { for (const x of it) throw 1; } catch (e) { log.push("caught"); }
  const f = () => { for (const x of it) return "r"; };
  log.push(f());
  const [a] = it;
  try { [f.x.y] = it; } catch (e) { log.push(e.constructor.name); }
  return log.join();
}
print(closing()); // expect: closed,closed,caught,closed,r,closed,closed,TypeError

function big() {
  let s = 0;
  for (let i = 0; i < 3000; i++) s = s + i | 0;
  return s;
}
print(big()); // expect: 4498500
print([0.1 + 0.2, 2147483647 + 1, -2147483648 - 1, 65536 * 65536, 7 / 2, 6 / 2, -6 % 4, 5 % 0, 1 / -0, -(0), 1 << 31, -1 >>> 0, 2.7 | 0, -2.7 | 0, 1e20 | 0].join()); // expect: 0.30000000000000004,2147483648,-2147483649,4294967296,3.5,3,-2,NaN,-Infinity,0,-2147483648,4294967295,2,-2,1661992960
print(Object.is(-(0), -0), Object.is(0 * -1, -0), Object.is(-4 % 2, -0), Object.is(0 / -3, -0)); // expect: true true true true
print(1 < 2, 1 < 1.5, 2 < NaN, !(2 < NaN), "a" < "b", null >= 0, undefined == null, 1 == 1.0, NaN !== NaN, "1" == 1); // expect: true true false true true true true true true true
