const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.unshift.call(o, 1) } catch { }
