const a = ' '.repeat(1.6e7) + '1'
for (;;) BigInt(a)
