const s = 'null' + '??null'.repeat(3e5)
for (;;) try { eval(s) } catch { }
