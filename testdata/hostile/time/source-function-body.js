const s = 'x;'.repeat(1e6)
for (;;) try { new Function(s) } catch { }
