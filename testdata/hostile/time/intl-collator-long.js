// Long texts that differ at the end, for every kind of order.
const orders = ['de', 'fr-CA', 'ja', 'zh-u-co-stroke', 'th', 'ug', 'en-u-kn', 'en-u-ka-shifted'].map(l => new Intl.Collator(l, { ignorePunctuation: true }))
const texts = ['\u3042\u3099', '0', '.', '\u0E40', '\u0301\u0316', 'l\u00B7', '\u4E00', '\uD800'].map(s => s.repeat(1e6))
for (;;) for (const o of orders) for (const s of texts) { o.compare(s + 'a', s + 'b'); o.compare('x' + s, 'X' + s); o.compare(s, s + s) }
