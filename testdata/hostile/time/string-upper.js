const a = '\u00df'.repeat(4e6)
for (;;) a.toUpperCase()
