const a = 'ab'.repeat(1e6)
for (;;) a.split('b')
