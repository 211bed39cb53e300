// Generators that wait with their frames.
const all = []
function* g(a, b, c) { const x = [a, b, c]; yield x; yield a }
for (;;) { const it = g(1, 2, 3); it.next(); all.push(it) }
