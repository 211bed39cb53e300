const s = '1?'.repeat(1e5) + '1' + ':1'.repeat(1e5)
for (;;) try { eval(s) } catch { }
