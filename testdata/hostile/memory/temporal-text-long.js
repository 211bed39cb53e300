// Texts of millions of characters.
const texts = ['2020-01-01' + '[a=b]'.repeat(1e6), 'P' + '9'.repeat(8e6) + 'D', '2020-01-01T00:00[' + 'a/'.repeat(4e6) + 'a]', '2020-01-01[u-ca=' + 'a-'.repeat(4e6) + 'a]', '['.repeat(8e6)]
for (let i = 0; ; i++) {
  for (const from of [Temporal.PlainDate.from, Temporal.Duration.from, Temporal.ZonedDateTime.from, Temporal.Instant.from, Temporal.PlainTime.from, Temporal.PlainMonthDay.from]) {
    try { from(texts[i % texts.length]) } catch (e) { if (!(e instanceof RangeError)) throw e }
  }
}
