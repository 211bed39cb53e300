// Generators that were begun and stay.
function* g(a) { const b = [a]; try { yield b } finally { b.push(1) } }
const all = []
for (;;) { const i = g({}); i.next(); all.push(i) }
