// Texts of large typed arrays.
const t = new Float64Array(2000000).fill(Math.PI)
for (;;) t.join('------')
