const a = '\u2003'.repeat(1e7) + '1'
for (;;) +a
