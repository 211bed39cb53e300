const a = ' '.repeat(1.6e7) + '1'
for (;;) parseFloat(a)
