// Symbol.hasInstance that asks itself.
const C = { [Symbol.hasInstance]: (x) => x instanceof C }
for (;;) { try { 1 instanceof C } catch (e) {} }
