// Where a pair of regional indicators ends depends on all before it.
const s = '\u{1F1E6}'.repeat(2e6)
for (const g of ['grapheme', 'word']) {
  const segments = new Intl.Segmenter('en', { granularity: g }).segment(s)
  for (let i = 0; i < s.length; i += 2) segments.containing(s.length - 1 - i)
}
for (;;) ;
