// Locales that are looked for by ever shorter prefixes.
const tag = 'xx' + Array.from({ length: 1e4 }, (v, i) => '-' + String(10000 + i)).join('')
for (;;) { new Intl.NumberFormat(tag); Intl.PluralRules.supportedLocalesOf(Array.from({ length: 500 }, (v, i) => `${tag}-x-${i}`)) }
