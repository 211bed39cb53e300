const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.indexOf.call(o, 1) } catch { }
