let s = ''
for (let i = 0; i < 1e5; i++) s += '{let v}'
for (;;) try { eval(s) } catch { }
