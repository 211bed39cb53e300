// Fields that make a value of the same fields.
const make = [Temporal.PlainDate, Temporal.PlainDateTime, Temporal.PlainTime, Temporal.PlainYearMonth, Temporal.PlainMonthDay, Temporal.ZonedDateTime, Temporal.Duration]
for (let i = 0; ; i++) {
  const t = make[i % make.length], fields = new Proxy({}, { get() { t.from(fields) } })
  try { t.from(fields) } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) throw e }
  const o = { get overflow() { return t.from('2020-01-01T00:00[UTC]', o) }, get smallestUnit() { return String(t.from('2020-01-01T00:00[UTC]', o)) }, get relativeTo() { return t.from(fields) } }
  try { t.from('2020-01-01T00:00[UTC]', o) } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) throw e }
  try { new Temporal.Duration(1).round(o) } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) throw e }
}
