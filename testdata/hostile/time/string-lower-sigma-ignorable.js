const a = ('\u03a3' + '\u0301'.repeat(2000)).repeat(500)
for (;;) a.toLowerCase()
