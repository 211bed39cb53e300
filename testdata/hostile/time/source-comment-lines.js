const s = '//x\n'.repeat(3e6)
for (;;) try { eval(s) } catch { }
