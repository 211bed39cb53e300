const s = '/a/;'.repeat(1e5)
for (;;) try { eval(s) } catch { }
