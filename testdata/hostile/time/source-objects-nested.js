const s = '({a:'.repeat(3e5)
for (;;) try { eval(s) } catch { }
