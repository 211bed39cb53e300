// Durations as long as there are.
const f = new Intl.DurationFormat('ar', { style: 'digital', fractionalDigits: 9 }), g = new Intl.DurationFormat('ja', { style: 'long' })
const d = { years: 4294967295, months: 4294967295, weeks: 4294967295, hours: 1e11, minutes: 1e12, seconds: 1e15, milliseconds: 1e18, nanoseconds: 1e20 }
for (;;) { f.format(d); g.formatToParts(d); try { f.format({ seconds: 2 ** 54 }) } catch { } }
