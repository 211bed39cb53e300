// All segments, one after the other.
const s = 'The quick (\u201Cbrown\u201D) fox can\u2019t jump 32.3 feet, right? \u4E00\u4E8C'.repeat(1e5)
for (;;) for (const g of ['grapheme', 'word', 'sentence']) for (const x of new Intl.Segmenter('en', { granularity: g }).segment(s)) ;
