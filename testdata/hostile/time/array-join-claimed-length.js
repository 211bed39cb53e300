const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.join.call(o) } catch { }
