const a = '\u0430' + 'a'.repeat(8e6), n = 'a'.repeat(4e6) + 'b'
for (;;) a.indexOf(n)
