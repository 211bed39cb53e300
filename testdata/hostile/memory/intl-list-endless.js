// An iterable without end.
const f = new Intl.ListFormat('en')
f.formatToParts((function * () { for (let i = 0; ; i++) yield String(i) })())
