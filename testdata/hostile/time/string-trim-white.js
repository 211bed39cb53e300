// trim of a text that is all white space, and of one that ends so.
const s = '\u3000'.repeat(8e6)
for (;;) { s.trim(); s.trimStart(); s.trimEnd(); ('x' + s).trimEnd(); (s + 'x').trimStart() }
