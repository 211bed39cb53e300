// Sorting with a comparator needs a copy.
const t = new Float64Array(3000000)
for (;;) t.sort((a, b) => b - a)
