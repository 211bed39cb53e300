let s = ''
for (let i = 0; i < 500; i++) s += 'l' + i + ':{'
for (let i = 0; i < 500; i++) for (let j = 0; j < 100; j++) s += 'break l' + j + ';'
s += '}'.repeat(500)
for (;;) try { eval(s) } catch { }
