// The longest differences that calendars have.
const ends = ['-271820-01-01', '+275760-09-01']
for (;;) for (const calendar of Intl.supportedValuesOf('calendar')) {
  const [a, b] = ends.map(t => Temporal.PlainDate.from(t).withCalendar(calendar))
  for (const largestUnit of ['days', 'weeks', 'months', 'years']) {
    a.until(b, { largestUnit })
    try { b.until(a, { largestUnit, smallestUnit: largestUnit, roundingIncrement: 7 }) } catch { }
  }
}
