let s = 'switch (0) {'
for (let i = 0; i < 2e5; i++) s += 'case ' + i + ':'
s += '}'
for (;;) try { eval(s) } catch { }
