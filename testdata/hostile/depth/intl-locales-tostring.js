// A locale whose text needs a list of locales.
const o = { toString() { return new Intl.NumberFormat([o]).format(1) } }
for (;;) { try { Intl.getCanonicalLocales([o]) } catch (e) { if (!(e instanceof RangeError)) throw e } try { [o].toLocaleString([o]) } catch (e) { if (!(e instanceof RangeError)) throw e } }
