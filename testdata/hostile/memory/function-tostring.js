// Texts of functions.
const f = new Function('/*' + 'c'.repeat(500000) + '*/')
const all = []
for (;;) all.push(f.toString() + all.length)
