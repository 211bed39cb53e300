// The legacy properties of RegExp keep long texts.
let s = 'x'.repeat(1e6)
for (;;) { s += 'y'; /y$/.exec(s); RegExp.lastMatch; RegExp.leftContext; RegExp.rightContext; RegExp.lastParen; RegExp.input }
