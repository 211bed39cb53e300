const a = '(a)'.repeat(1e5)
let i = 0
for (;;) try { new RegExp(a + i++) } catch { }
