// sumPrecise of what never ends.
const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: 1e300, done: false }) }) }
if (Math.sumPrecise) Math.sumPrecise(endless); else for (;;) [...endless]
