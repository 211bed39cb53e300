// Entries are removed and added while an iterator looks on.
const m = new Map([[0, 0]])
let i = 1
for (const [k] of m) { m.delete(k); m.set(i++, [k]); m.set(i++, [k]) }
