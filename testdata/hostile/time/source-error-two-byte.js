const s = '\u0430;'.repeat(1e6) + '}'
for (;;) try { eval(s) } catch { }
