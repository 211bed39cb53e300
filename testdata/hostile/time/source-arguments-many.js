const s = 'Math.max(' + '1,'.repeat(2e5) + ')'
for (;;) try { eval(s) } catch { }
