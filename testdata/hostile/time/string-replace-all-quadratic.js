const a = 'a'.repeat(4e6), n = 'a'.repeat(2e6) + 'b' + 'a'
for (;;) a.replaceAll(n, '')
