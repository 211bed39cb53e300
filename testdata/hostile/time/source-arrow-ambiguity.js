const s = '(a=>'.repeat(2e4) + '1' + ')'.repeat(2e4)
for (;;) try { eval(s) } catch { }
