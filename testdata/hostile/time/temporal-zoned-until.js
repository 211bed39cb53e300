// Differences across all transitions of a zone.
const a = Temporal.ZonedDateTime.from('-271820-01-01T00:00[Europe/London]'), b = Temporal.ZonedDateTime.from('+275760-09-01T00:00[Europe/London]')
for (;;) for (const largestUnit of ['years', 'months', 'weeks', 'days', 'hours', 'nanoseconds']) { a.until(b, { largestUnit }); b.since(a, { largestUnit, smallestUnit: largestUnit, roundingMode: 'ceil' }) }
