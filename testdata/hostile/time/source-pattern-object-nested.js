const s = '({a:'.repeat(3000) + 'b' + '})'.repeat(3000)
for (;;) try { eval(s) } catch { }
