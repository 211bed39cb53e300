const a = '\u03a3\u0301'.repeat(2e5)
for (;;) a.toLowerCase()
