let s = ''
for (let i = 0; i < 5e4; i++) s += 'function f' + i + '(){}'
for (;;) try { eval(s) } catch { }
