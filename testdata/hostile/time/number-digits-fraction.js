const a = '0.' + '0'.repeat(1.6e7) + '1'
for (;;) Number(a)
