// Concatenation of things that claim a length.
const o = { length: 2 ** 31, [Symbol.isConcatSpreadable]: true }
for (;;) try { [].concat(o, o) } catch {}
