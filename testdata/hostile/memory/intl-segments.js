// Segments that are kept.
const s = 'a\u0301b '.repeat(1e6), all = []
for (const g of ['grapheme', 'word', 'sentence']) all.push(...new Intl.Segmenter('en', { granularity: g }).segment(s))
