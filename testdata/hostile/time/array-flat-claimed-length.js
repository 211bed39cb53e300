const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.flat.call(o) } catch { }
