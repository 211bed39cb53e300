// Functions made by Function, inside of functions made by Function.
globalThis.F = Function
const s = 'return new F(s)()'
globalThis.s = s
for (;;) { try { new Function(s)() } catch (e) {} }
