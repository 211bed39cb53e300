const s = '"' + '\u0430'.repeat(4e6) + '"'
for (;;) try { eval(s) } catch { }
