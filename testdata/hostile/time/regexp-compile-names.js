const a = Array.from({ length: 3e4 }, (_, i) => '(?<n' + i + '>a)').join('')
let i = 0
for (;;) try { new RegExp(a + i++) } catch { }
