// Weak things that die at once.
setTimeout(function again() { for (let i = 0; i < 1000; i++) { new WeakRef({}); new WeakMap([[{}, 1]]); new FinalizationRegistry(() => {}).register({}, 1) } setTimeout(again, 0) }, 0)
