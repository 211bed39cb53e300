// A function that applies itself to its own arguments until the stack is full.
// stress: skip, millions of safepoints
"use strict";
function down() { return down.apply(null, arguments) + 1; }
function each(list) { return each.call(this, list); }
for (const f of [() => down(1, 2, 3), () => down(), () => each([1])]) {
  for (let i = 0; i < 3; i++) try { f(); } catch (e) { print(e.constructor.name); }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
