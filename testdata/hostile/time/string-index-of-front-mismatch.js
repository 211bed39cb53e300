const a = 'a'.repeat(4e6), n = 'b' + 'a'.repeat(2e6)
for (;;) a.indexOf(n)
