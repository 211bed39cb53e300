const o = []
o.length = 2 ** 32 - 1
for (;;) try { Array.prototype.fill.call(o, 0) } catch { }
