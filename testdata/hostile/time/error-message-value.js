const k = 'x'.repeat(1e7)
for (;;) try { k() } catch { }
