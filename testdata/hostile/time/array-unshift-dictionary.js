const o = { length: 1e9, 5: 1, 999999999: 2 }
for (;;) try { Array.prototype.unshift.call(o, 1) } catch { }
