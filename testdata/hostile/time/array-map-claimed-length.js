const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.map.call(o, x=>x) } catch { }
