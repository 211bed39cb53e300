// Symbols with long descriptions, registered and not.
let n = 0
const all = []
for (;;) { all.push(Symbol('x'.repeat(1000) + n)); Symbol.for('y'.repeat(1000) + n++) }
