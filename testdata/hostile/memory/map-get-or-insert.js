// Maps that insert what is missing.
const m = new Map
let n = 0
for (;;) m.getOrInsert ? m.getOrInsert(n++, {}) : m.set(n++, {})
