const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.fill.call(o, 0) } catch { }
