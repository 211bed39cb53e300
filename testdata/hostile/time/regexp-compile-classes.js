const a = '[^a-z]'.repeat(1e5)
let i = 0
for (;;) try { new RegExp(a + i++, 'iu') } catch { }
