const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.copyWithin.call(o, 1,0) } catch { }
