// JSON that nests deeply.
const all = []
for (let n = 1000; ; n += 1000) { try { all.push(JSON.parse('['.repeat(n) + ']'.repeat(n))) } catch (e) { if (!(e instanceof RangeError)) throw e; n = 1000 } }
