const a = '0b' + '1'.repeat(1.6e7)
for (;;) +a
