// Sorting and searching large typed arrays.
const a = new Float64Array(4e6).map((_, i) => i * 7919 % 1000003)
for (;;) { a.slice().sort(); a.indexOf(-1); a.join; a.includes(NaN); a.reverse() }
