const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.reverse.call(o) } catch { }
