// Generators that step each other deeper than the stack is.
// stress: skip, thousands of frames are looked at every time
function caught(f) { try { return f(); } catch (e) { return e.constructor.name; } }
function sum(it) { let s = 0; for (const x of it) s += x; return s; }
for (let round = 0; round < 3; round++) {
  function* star() { yield* star(); }
  function* loop() { for (const x of loop()) yield x; }
  function* call() { yield call().next(); }
  console.log(caught(() => sum(star())), caught(() => sum(loop())), caught(() => call().next()));
}

// expect: RangeError RangeError RangeError
// expect: RangeError RangeError RangeError
// expect: RangeError RangeError RangeError
