let s = '({'
for (let i = 0; i < 3e4; i++) s += 'get k' + i + '(){},'
s += '})'
for (;;) try { eval(s) } catch { }
