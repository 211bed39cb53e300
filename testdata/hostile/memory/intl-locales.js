// A list of locales without end, none like another.
let n = 0
Intl.getCanonicalLocales(new Proxy({ length: 2 ** 53 - 1 }, { has: () => true, get: (t, k) => (k === 'length' ? 2 ** 53 - 1 : `en-x-${(n++).toString(36)}`) }))
