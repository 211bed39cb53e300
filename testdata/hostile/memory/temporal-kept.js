// Values that are kept.
const all = []
let d = Temporal.PlainDate.from('2020-01-01[u-ca=chinese]'), z = Temporal.ZonedDateTime.from('2020-01-01T00:00[Europe/Vienna]')
for (;;) { d = d.add({ days: 1 }); z = z.add({ hours: 1 }); all.push(d, z, d.toString(), z.until(d.withCalendar('iso8601').toZonedDateTime('Europe/Vienna'))); if (d.year > 3000) d = d.with({ year: 1000 }) }
