// A number of millions of digits, as text, as parts and as a range.
const f = new Intl.NumberFormat('hi', { style: 'unit', unit: 'meter-per-second', unitDisplay: 'long' })
const n = 1n << (1n << 22n)
for (;;) { f.format(n); f.formatRange(n, n + 1n); f.formatToParts(n) }
