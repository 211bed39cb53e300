// Texts of numbers in all bases.
const all = []
for (let i = 0; ; i++) all.push((i + 0.1).toString(2 + i % 35), (i * 1e200).toFixed(100), i.toPrecision(100))
