const s = '1'.repeat(5e6)
for (;;) try { eval(s) } catch { }
