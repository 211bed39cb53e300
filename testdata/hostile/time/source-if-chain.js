const s = 'if(0);else '.repeat(1e5) + ';'
for (;;) try { eval(s) } catch { }
