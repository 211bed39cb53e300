// A few long elements, again and again.
const f = new Intl.ListFormat('he')
const s = 'x'.repeat(1e6)
for (;;) f.format((function * () { for (;;) yield s })())
