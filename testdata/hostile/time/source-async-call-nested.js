const s = 'async('.repeat(3000) + '1' + ')'.repeat(3000)
for (;;) try { eval(s) } catch { }
