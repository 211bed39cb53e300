const a = new Uint8Array(1e7), s = ('abcd' + ' '.repeat(12)).repeat(1e6)
for (;;) a.setFromBase64(s)
