const s = '['.repeat(1e5) + 'a' + ']'.repeat(1e5) + '=1'
for (;;) try { eval(s) } catch { }
