const r = new RegExp('(a)'.repeat(1000) + '|b', 'g'), a = 'b'.repeat(1e5)
for (;;) a.replace(r, 'x')
