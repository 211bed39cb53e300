const a = '2000 ' + '+1'.repeat(4e6)
for (;;) Date.parse(a)
