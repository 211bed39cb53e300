// The longest durations that calendars add.
for (;;) for (const calendar of Intl.supportedValuesOf('calendar')) {
  const d = Temporal.PlainDate.from('2020-02-29').withCalendar(calendar)
  for (const n of [250000, 273000, 1e7, 4294967295]) for (const unit of ['days', 'weeks', 'months', 'years']) for (const sign of [1, -1]) {
    try { d.add({ [unit]: sign * n }) } catch { }
    try { d.with({ year: sign * n }) } catch { }
    try { d.toPlainMonthDay().toPlainDate({ year: sign * n }) } catch { }
  }
}
