const s = '({' + 'a:1,'.repeat(3e5) + '})'
for (;;) try { eval(s) } catch { }
