// The constructor Function with very many long parameters.
const a = new Array(1000).fill('x' + ' '.repeat(2e5))
for (;;) try { Function(...a) } catch { }
