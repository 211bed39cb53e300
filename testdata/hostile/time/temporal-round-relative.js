// Durations that are rounded and summed up as far as they go.
const d = Temporal.Duration.from({ years: 200000, months: 1e6, days: 1e7, nanoseconds: 1e18 })
for (;;) for (const zone of ['', 'T00:00[America/New_York]', 'T00:00[+23:59]']) for (const calendar of Intl.supportedValuesOf('calendar')) {
  const relativeTo = `2020-01-01${zone}[u-ca=${calendar}]`
  for (const unit of ['years', 'months', 'weeks', 'days', 'hours', 'nanoseconds']) {
    try { d.total({ unit, relativeTo }) } catch { }
    try { d.round({ smallestUnit: unit, largestUnit: 'years', relativeTo }) } catch { }
    try { Temporal.Duration.compare(d, d.negated(), { relativeTo }) } catch { }
  }
}
