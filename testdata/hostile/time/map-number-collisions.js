// Numbers whose hashes, which are not secret, are equal in their lower half.
const m = new Map()
for (let i = 0; ; i++) m.set(i * 65536 * 65536 + 0.25, i)
