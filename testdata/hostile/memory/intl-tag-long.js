// Tags of thousands of subtags, and of millions.
const long = [
  'en-x' + '-a1'.repeat(3e6), 'en-u' + '-abc'.repeat(2e6), 'en-u' + '-ka-foo'.repeat(1e6), 'en-t-de' + '-k0-foo'.repeat(1e6),
  'en-a' + '-foo'.repeat(2e6), 'en' + Array.from({ length: 5e5 }, (v, i) => '-' + String(10000 + i)).join(''),
  'de-u-ca' + '-gregory'.repeat(1e6),
]
const all = []
const cut = long.map(s => s.slice(0, 65000).replace(/-[^-]*$/, ''))
for (let i = 0; ; i++) {
  try { all.push(new Intl.Locale(cut[i % cut.length]), new Intl.Locale(long[i % long.length])) } catch (e) { if (!(e instanceof RangeError)) throw e }
}
