const s = ' '.repeat(1.6e7)
for (;;) try { eval(s) } catch { }
