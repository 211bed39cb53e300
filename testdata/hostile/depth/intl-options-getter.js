// Options that make a formatter with the same options.
const make = [
  o => new Intl.NumberFormat('en', o), o => new Intl.DateTimeFormat('en', o), o => new Intl.Collator('en', o), o => new Intl.PluralRules('en', o), o => new Intl.ListFormat('en', o),
  o => new Intl.RelativeTimeFormat('en', o), o => new Intl.DisplayNames('en', o), o => new Intl.Segmenter('en', o), o => new Intl.DurationFormat('en', o), o => new Intl.Locale('en', o),
  o => (1).toLocaleString('en', o), o => new Date(0).toLocaleString('en', o), o => 'a'.localeCompare('b', 'en', o), o => Intl.Collator.supportedLocalesOf('en', o),
]
for (let i = 0; ; i++) {
  const f = make[i % make.length], o = new Proxy({}, { get() { f(o) } })
  try { f(o) } catch (e) { if (!(e instanceof RangeError)) throw e }
}
