// Searches in large arrays.
const a = new Array(2e6).fill(0.5)
for (;;) { a.includes(NaN); a.indexOf('x'); a.lastIndexOf({}); a.findLast(x => x > 1) }
