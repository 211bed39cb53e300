const a = 'a' + '\u0301\u0316'.repeat(3e6), b = 'a' + '\u0316\u0301'.repeat(3e6)
for (;;) a.localeCompare(b)
