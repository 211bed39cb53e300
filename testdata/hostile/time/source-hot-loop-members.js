const s = 'var o={a:1};for(var i=0;i<1e9;i++){' + 'o.a=o.a+1|0;'.repeat(2e4) + '}'
for (;;) try { eval(s) } catch { }
