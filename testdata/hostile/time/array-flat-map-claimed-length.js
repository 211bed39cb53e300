const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.flatMap.call(o, x=>x) } catch { }
