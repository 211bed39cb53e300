// Cells of all sizes, of which every hundredth stays.
const all = []
for (let i = 0; ; i++) { const a = new Array(i % 300).fill(i); if (i % 100 === 0) all.push(a) }
