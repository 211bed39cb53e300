const s = '[' + ','.repeat(5e6) + ']'
for (;;) try { eval(s) } catch { }
