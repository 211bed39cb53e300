const s = 'var x=0;for(var i=0;i<1e9;i++){' + 'x=x+i|0;'.repeat(5e4) + '}'
for (;;) try { eval(s) } catch { }
