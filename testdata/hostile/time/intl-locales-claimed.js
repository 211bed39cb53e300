// A list of locales that claims to be long.
for (;;) {
  try { Intl.getCanonicalLocales({ length: 2 ** 53 - 1 }) } catch { }
  try { new Intl.NumberFormat(new Proxy([], { has: () => true, get: (t, k) => (k === 'length' ? 2 ** 53 - 1 : 'en') })) } catch { }
}
