const a = '(?i:a)(?-i:b)'.repeat(5e4)
let i = 0
for (;;) try { new RegExp(a + i++) } catch { }
