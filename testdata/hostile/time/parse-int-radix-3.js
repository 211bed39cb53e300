const a = '1'.repeat(1.6e7)
for (;;) parseInt(a, 3)
