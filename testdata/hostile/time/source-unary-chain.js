const s = '- '.repeat(3e5) + '1'
for (;;) try { eval(s) } catch { }
