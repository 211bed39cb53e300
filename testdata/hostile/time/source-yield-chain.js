const s = '(function*(){' + 'yield '.repeat(1e5) + '})'
for (;;) try { eval(s) } catch { }
