// Arrays with holes in a dictionary that gets longer.
const a = []
for (let i = 0; ; i++) { a[i * 3000] = {}; if (i % 1000 === 0) a.copyWithin(0, i, i + 10) }
