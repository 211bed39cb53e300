// Shifts to the limit and back.
const all = []
for (let n = 1n; ; n *= 2n) { try { all.push(1n << n) } catch (e) { n = 1n } }
