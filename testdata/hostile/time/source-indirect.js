const s = 'x;'.repeat(1e6)
for (;;) try { (0, eval)(s) } catch { }
