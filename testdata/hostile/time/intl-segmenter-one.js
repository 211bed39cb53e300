// Texts that are one segment.
const texts = ['e' + '\u0301'.repeat(4e6), 'a'.repeat(8e6), 'a.b'.repeat(2e6), '\u0915\u094D'.repeat(2e6), '\u200D\u{1F468}'.repeat(1e6), ' '.repeat(8e6), '\u00AD'.repeat(4e6)]
for (;;) for (const s of texts) for (const g of ['grapheme', 'word', 'sentence']) {
  const segments = new Intl.Segmenter('en', { granularity: g }).segment(s)
  segments.containing(s.length >> 1)
  segments[Symbol.iterator]().next()
  segments.containing(s.length - 1)
}
