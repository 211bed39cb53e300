const a = '0x' + 'f'.repeat(1.6e7)
for (;;) Number(a)
