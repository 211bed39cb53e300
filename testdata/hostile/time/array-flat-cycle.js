const a = []
a.push(a)
for (;;) try { a.flat(Infinity) } catch { }
