const a = '\u0301'.repeat(1e5) + ('\u0301\u03a3').repeat(1e5)
for (;;) a.toLowerCase()
