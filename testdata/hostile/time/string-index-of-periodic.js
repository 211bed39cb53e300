const a = 'ab'.repeat(2e6), n = 'ab'.repeat(1e6) + 'aab'
for (;;) a.indexOf(n)
