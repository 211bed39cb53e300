const a = '1'.repeat(1.6e7)
for (;;) a == 5
