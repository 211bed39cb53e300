const s = '/*' + 'x'.repeat(1e7) + '*/'
for (;;) try { eval(s) } catch { }
