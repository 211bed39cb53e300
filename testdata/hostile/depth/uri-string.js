// Conversions of arguments everywhere.
const o = { toString: () => encodeURIComponent(o), valueOf: () => parseInt(o) }
for (;;) for (const f of [decodeURI, escape, parseFloat, Number, isNaN, Symbol, Math.max, 'x'.padEnd.bind('x')]) { try { f(o) } catch (e) {} }
