// Copies of a wide text.
const all = []
const s = '\uD800x'.repeat(100000)
for (;;) all.push(s.toWellFormed())
