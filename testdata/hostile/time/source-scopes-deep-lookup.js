let s = '', n = 400
for (let i = 0; i < n; i++) s += '{let a' + i + ';'
s += 'zz;'.repeat(1e5) + '}'.repeat(n)
for (;;) try { eval(s) } catch { }
