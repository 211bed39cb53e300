const a = '[1,2,' + 'x'.repeat(1.6e7)
for (;;) try { JSON.parse(a) } catch { }
