const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.splice.call(o, 1,0,1) } catch { }
