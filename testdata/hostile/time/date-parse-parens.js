const a = '('.repeat(1.6e7)
for (;;) Date.parse('Jan 1 2000 ' + a)
