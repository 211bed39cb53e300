const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.sort.call(o) } catch { }
