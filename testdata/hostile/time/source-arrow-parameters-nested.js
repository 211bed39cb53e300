const s = '(a='.repeat(3000) + '1' + ')=>1'.repeat(3000)
for (;;) try { eval(s) } catch { }
