const s = '1' + '+1'.repeat(5e5)
for (;;) try { eval(s) } catch { }
