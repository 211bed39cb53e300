let s = ''
for (let i = 0; i < 1e5; i++) s += 'let v' + i + ';'
for (;;) try { eval(s) } catch { }
