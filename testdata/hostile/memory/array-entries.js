// Iterators that nobody finishes.
const all = []
const a = [1, 2, 3]
for (;;) { const it = a.entries(); it.next(); all.push(it) }
