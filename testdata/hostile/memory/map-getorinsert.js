// getOrInsertComputed of ever new keys.
const m = new Map()
for (let i = 0; ; i++) m.getOrInsertComputed ? m.getOrInsertComputed(i, (k) => ({ k })) : m.set(i, { i })
