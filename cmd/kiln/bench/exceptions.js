// Throwing and catching, with finally, from three calls deep.
// n = 60000
function third(i) { if (i % 3 === 0) throw new RangeError("three"); if (i % 3 === 1) throw i; return i; }
function second(i) { try { return third(i); } finally { count++; } }
function first(i) { return second(i) + 1; }
let count = 0;
function run(n) {
  let sum = 0;
  count = 0;
  for (let i = 0; i < n; i++) {
    try { sum += first(i); } catch (e) { sum += typeof e === "number" ? 1 : e.message.length; }
  }
  return sum + count;
}
