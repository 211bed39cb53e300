const a = 'a' + '\u0301\u0316'.repeat(3e6)
for (;;) a.normalize('NFD')
