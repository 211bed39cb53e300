// Numbers and dates that are formatted to be known.
const n = new Intl.NumberFormat(), d = new Intl.DateTimeFormat(), r = new Intl.RelativeTimeFormat(), p = new Intl.PluralRules(), u = new Intl.DurationFormat(), l = new Intl.ListFormat()
const tests = [
  (o) => n.format(o), (o) => n.formatRange(o, o), (o) => d.format(o), (o) => d.formatRangeToParts(o, o), (o) => r.format(o, 'day'), (o) => r.format(1, o), (o) => p.select(o), (o) => u.format(o),
]
for (let i = 0; ; i++) {
  const f = tests[i % tests.length]
  const o = { valueOf: () => f(o), toString: () => f(o), get hours() { return f(o) } }
  try { f(o) } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) throw e }
  const list = { * [Symbol.iterator]() { yield l.format(list) } }
  try { l.format(list) } catch (e) { if (!(e instanceof RangeError)) throw e }
}
