const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.findIndex.call(o, ()=>false) } catch { }
