// Names that are made of the code.
const d = new Intl.DisplayNames('zh', { type: 'language' })
const code = 'en' + Array.from({ length: 1e4 }, (v, i) => '-' + String(10000 + i)).join('')
const all = []
for (;;) all.push(d.of(code))
