const a = 'a'.repeat(1.6e7)
for (;;) a.lastIndexOf('b')
