const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.includes.call(o, 1) } catch { }
