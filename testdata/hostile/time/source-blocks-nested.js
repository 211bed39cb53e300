const s = '{'.repeat(1e6) + '}'.repeat(1e6)
for (;;) try { eval(s) } catch { }
