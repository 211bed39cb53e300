// Boxed primitives.
const all = []
for (;;) all.push(new Number(1), new String('s'), new Boolean(true), Object(Symbol.iterator), Object(1n))
