// Classes of very many ranges.
let p = '['
for (let i = 0; i < 50000; i += 2) p += String.fromCodePoint(0x10000 + i)
const all = []
for (let i = 0; ; i++) { const r = new RegExp(p + ']+' + i, 'iu'); r.test('\u{10000}' + i); all.push(r) }
