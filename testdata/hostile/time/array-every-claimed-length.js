const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.every.call(o, ()=>true) } catch { }
