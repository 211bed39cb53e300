const a = '1'.repeat(1.6e7)
for (;;) Date.parse(a)
