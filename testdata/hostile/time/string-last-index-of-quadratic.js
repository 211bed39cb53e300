const a = 'a'.repeat(4e6), n = 'a' + 'b' + 'a'.repeat(2e6)
for (;;) a.lastIndexOf(n)
