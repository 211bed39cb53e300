const s = 'async()=>' + 'await '.repeat(2e5) + 'x'
for (;;) try { eval(s) } catch { }
