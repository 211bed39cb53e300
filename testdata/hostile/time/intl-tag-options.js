// Options of locales that are long.
const types = 'abc-'.repeat(2e6) + 'abc', variants = Array.from({ length: 5e5 }, (v, i) => 10000 + i).join('-')
for (;;) for (const n of [1e4, 6e4, 6e6]) for (const k of ['calendar', 'collation', 'firstDayOfWeek', 'numberingSystem', 'variants', 'language']) {
  const s = (k === 'variants' ? variants : types).slice(0, n).replace(/-[^-]*$/, '')
  try {
    const l = new Intl.Locale('de', { [k]: s })
    l.maximize().minimize().getWeekInfo(); l.getTimeZones(); l.baseName; l.variants; new Intl.Locale(l, { [k]: s }); new Intl.NumberFormat(l)
  } catch (e) { if (!(e instanceof RangeError)) throw e }
}
