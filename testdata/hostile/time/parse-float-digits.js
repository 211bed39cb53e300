const a = '1'.repeat(1.6e7)
for (;;) parseFloat(a)
