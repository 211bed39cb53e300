let s = '(function('
for (let i = 0; i < 3e4; i++) s += 'p' + i + ','
s += '){ return arguments.length })(' + '1,'.repeat(3e4) + ')'
for (;;) try { eval(s) } catch { }
