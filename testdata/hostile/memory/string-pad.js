// padStart and padEnd with long fillers.
const all = []
for (let n = 1000; ; n += 1000) { all.push('x'.padStart(n, 'abc')); all.push('x'.padEnd(n, '\u{1F600}')) }
