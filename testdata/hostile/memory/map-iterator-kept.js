// Iterators of one map, none finished.
const m = new Map([[1, 2], [3, 4]])
const all = []
for (;;) { const it = m.entries(); it.next(); all.push(it) }
