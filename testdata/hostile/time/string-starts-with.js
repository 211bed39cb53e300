const a = 'a'.repeat(1.6e7), b = 'a'.repeat(1.6e7)
for (;;) a.startsWith(b)
