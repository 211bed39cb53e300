const a = 'a|'.repeat(3e5)
let i = 0
for (;;) try { new RegExp(a + i++) } catch { }
