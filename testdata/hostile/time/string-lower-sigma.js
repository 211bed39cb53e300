const a = '\u0307'.repeat(2e6) + '\u03a3'.repeat(2e4) + '\u0307'.repeat(2e6)
for (;;) a.toLowerCase()
