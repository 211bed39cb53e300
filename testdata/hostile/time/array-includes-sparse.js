const o = []
o.length = 2 ** 32 - 1
for (;;) try { Array.prototype.includes.call(o, 1) } catch { }
