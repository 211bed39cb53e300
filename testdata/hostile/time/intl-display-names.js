// A name of each language with each region.
const d = new Intl.DisplayNames('de', { type: 'language', languageDisplay: 'standard' }), code = 'en-Latn-DE' + Array.from({ length: 1e4 }, (v, i) => '-' + String(10000 + i)).join('')
for (;;) d.of(code)
