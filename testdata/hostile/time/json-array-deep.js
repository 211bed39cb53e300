const a = '['.repeat(1e7)
for (;;) try { JSON.parse(a) } catch { }
