const a = 'Mon '.repeat(4e6)
for (;;) Date.parse(a)
