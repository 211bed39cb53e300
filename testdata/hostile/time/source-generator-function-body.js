const s = 'yield 1;'.repeat(3e5)
const G = (function* () { }).constructor
for (;;) try { new G(s)().next() } catch { }
