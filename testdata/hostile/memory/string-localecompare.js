// Comparison of long texts with marks.
const a = 'e\u0301'.repeat(200000), b = '\u00e9'.repeat(200000)
for (;;) a.localeCompare(b)
