const a = 'a'.repeat(1e7)
for (;;) `${a}${a}${a}`.indexOf('b')
