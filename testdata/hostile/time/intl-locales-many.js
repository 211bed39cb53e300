// Many locales, of which each is compared with those before.
const list = Array.from({ length: 2e5 }, (v, i) => `en-x-${i.toString(36)}`)
for (;;) { Intl.getCanonicalLocales(list); Intl.Collator.supportedLocalesOf(list); new Intl.PluralRules(list) }
