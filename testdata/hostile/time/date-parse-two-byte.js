const a = '\u0430'.repeat(1e7)
for (;;) new Date(a)
