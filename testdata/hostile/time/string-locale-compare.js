const a = '\u00e9'.repeat(4e6), b = 'e\u0301'.repeat(3e6)
for (;;) a.localeCompare(b)
