const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.toSpliced.call(o, 1,1) } catch { }
