const a = '\n'.repeat(1.6e7) + 'x'
for (;;) try { JSON.parse(a) } catch { }
