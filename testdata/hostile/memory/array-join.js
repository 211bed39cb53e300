// join of many long elements.
const s = 'z'.repeat(1000)
for (let n = 1000; ; n *= 2) new Array(n).fill(s).join(s)
