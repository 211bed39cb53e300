const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.slice.call(o, 1) } catch { }
