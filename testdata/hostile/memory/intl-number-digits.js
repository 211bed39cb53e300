// Strings that are long numbers.
const s = '1'.repeat(5e6), t = '0.' + '1'.repeat(5e6), z = '0'.repeat(5e6) + '1'
const f = new Intl.NumberFormat('ar-EG', { useGrouping: 'always', maximumSignificantDigits: 21 }), g = new Intl.NumberFormat('ar-EG', { maximumFractionDigits: 100 })
for (;;) for (const x of [s, t, z]) { f.format(x); g.format(x); f.formatToParts(x); g.formatRangeToParts(x, x) }
