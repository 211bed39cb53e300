const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.push.call(o, 1) } catch { }
