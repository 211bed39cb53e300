let s = 'class A {'
for (let i = 0; i < 3e4; i++) s += 'm' + i + '(){}'
s += '}'
for (;;) try { eval(s) } catch { }
