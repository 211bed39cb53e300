// Numbers whose digits nobody can write down.
const f = new Intl.NumberFormat('de', { maximumFractionDigits: 100 })
for (let n = 1; ; n *= 10) {
  for (const s of [`1e${n}`, `-1.5E${n}`, `1e-${n}`, `${'9'.repeat(20)}e${n}`]) {
    try { f.format(s); f.formatToParts(s); f.formatRange('0', s) } catch (e) { if (!(e instanceof RangeError)) throw e }
  }
  if (n > 1e15) n = 1
}
