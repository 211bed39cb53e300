const a = 'A'.repeat(1.6e7)
for (;;) a.toLowerCase()
