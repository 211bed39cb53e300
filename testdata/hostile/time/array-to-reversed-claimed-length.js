const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.toReversed.call(o) } catch { }
