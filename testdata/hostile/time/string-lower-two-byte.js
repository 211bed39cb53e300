const a = '\u0130\u03a3'.repeat(3e6)
for (;;) a.toLowerCase()
