const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.with.call(o, 0,0) } catch { }
