const s = 'var x;' + 'x='.repeat(1e5) + '1'
for (;;) try { eval(s) } catch { }
