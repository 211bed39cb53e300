// Comparing long equal texts, wide and narrow.
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7), c = a + '\u1234', d = b + '\u1234'
let n = 0
for (;;) { a < b; a === b; a == b; c.localeCompare(d); c > d; n++ }
