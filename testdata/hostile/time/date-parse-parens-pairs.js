const a = '()'.repeat(8e6)
for (;;) Date.parse('Jan 1 2000 ' + a)
