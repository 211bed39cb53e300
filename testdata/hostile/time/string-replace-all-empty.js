const a = 'a'.repeat(2e6)
for (;;) a.replaceAll('', '-')
