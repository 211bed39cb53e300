const s = 'x' + '.y'.repeat(5e5)
for (;;) try { eval(s) } catch { }
