// Strings of one code point each, kept by an iterator's results.
const all = []
for (let i = 0; ; i++) all.push([...String.fromCodePoint(0x10000 + (i % 0xFFFFF))], String.fromCodePoint(0x10000 + (i % 0xFFFFF)))
