const h = 'a'.repeat(1e6), a = 'a'.repeat(8e6), n = h + 'b' + h
for (;;) a.indexOf(n)
