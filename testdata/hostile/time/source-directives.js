const s = '"use x";'.repeat(2e5)
for (;;) try { eval(s) } catch { }
