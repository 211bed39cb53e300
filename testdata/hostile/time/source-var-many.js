let s = ''
for (let i = 0; i < 1e5; i++) s += 'var v' + i + ';'
for (;;) try { eval(s) } catch { }
