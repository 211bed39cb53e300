const s = 'function f(){'.repeat(1e5) + '}'.repeat(1e5)
for (;;) try { eval(s) } catch { }
