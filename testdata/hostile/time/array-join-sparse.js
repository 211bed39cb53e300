const o = []
o.length = 2 ** 32 - 1
for (;;) try { Array.prototype.join.call(o) } catch { }
