const a = '[\\q{' + Array.from({ length: 2e4 }, (_, i) => 'abc' + i).join('|') + '}]'
let i = 0
for (;;) try { new RegExp(a + i++, 'v') } catch { }
