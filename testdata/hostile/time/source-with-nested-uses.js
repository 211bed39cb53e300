const s = 'with({}){'.repeat(300) + 'x;'.repeat(1e5) + '}'.repeat(300)
for (;;) try { eval(s) } catch { }
