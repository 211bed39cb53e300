// Numbers of a million digits in texts.
const n = '9'.repeat(4e6)
for (;;) for (const s of [`P${n}Y`, `PT${n}S`, `PT0.${n}S`, `-P1Y${n}M`, `2020-01-01T00:00:00.${n}`, `+${n}-01-01`, `2020-01-01[u-ca=${n}]`, `M${n}`]) {
  for (const t of [Temporal.Duration, Temporal.PlainDateTime, Temporal.PlainYearMonth, Temporal.Instant]) try { t.from(s) } catch { }
  try { Temporal.PlainDate.from({ year: 2020, monthCode: s, day: 1 }) } catch { }
  try { Temporal.Now.zonedDateTimeISO(s) } catch { }
}
