const a = '\\P{L}'.repeat(1e4)
let i = 0
for (;;) try { new RegExp(a + i++, 'iv') } catch { }
