// Strict calls in tail position take no room on the stack, whatever the callee is called.
// stress: skip, every call collects and the stack is thousands of frames deep
"use strict";
const count = (n) => n === 0 ? "done" : count(n - 1);
print(count(200000)); // expect: done
const even = (n) => n === 0 || odd(n - 1), odd = (n) => n !== 0 && even(n - 1);
print(even(100001)); // expect: false
function loop(n) { if (n > 0) { return n % 2 ? loop.call(undefined, n - 1) : this_or(n - 1); } return "end"; }
const this_or = (n) => (0, loop)(n);
print(this_or(1000)); // expect: end
const sloppy = Function("f", "n", `"not strict"; var eval = f; return eval(n);`);
print(Function(`
  var calls = 0;
  function f(n) { "use strict"; if (n === 0) { calls++; return; } return eval(n - 1); }
  var eval = f;
  f(100000);
  return calls;
`)()); // expect: 1
print(sloppy((n) => n * 2, 21)); // expect: 42
const tag = (s, n) => n === 0 ? s.raw[0] : tag`left ${n - 1}`;
print(tag`x${100000}`); // expect: left
const coalesce = (n) => n === 0 ? "end" : null ?? coalesce(n - 1);
print(coalesce(100000)); // expect: end
function inTry(n) { try { return n === 0 ? "in" : 0; } finally { if (n > 0) return inTry(n - 1); } }
print(inTry(100000)); // expect: in
function deep(n) { try { return n === 0 ? 0 : 1 + deep(n - 1); } catch { return "too deep"; } }
print(typeof deep(10)); // expect: number
