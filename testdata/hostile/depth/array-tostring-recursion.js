// concat asks for Symbol.isConcatSpreadable by a getter that concatenates.
const o = { get [Symbol.isConcatSpreadable]() { return [].concat(o) } }
for (;;) { try { [].concat(o) } catch (e) {} }
