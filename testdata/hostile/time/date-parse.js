// Dates of long texts.
const s = '1'.repeat(5e6), t = 'Jan '.repeat(1e6), u = '2020-01-01T00:00:00.' + '1'.repeat(5e6) + 'Z'
for (;;) { Date.parse(s); Date.parse(t); Date.parse(u); new Date(s + t) }
