// A loop over a set that adds to it.
const s = new Set([1])
for (const x of s) s.add([x])
