const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.find.call(o, ()=>false) } catch { }
