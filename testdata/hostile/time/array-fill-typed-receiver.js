const o = new Uint8Array(3e7)
for (;;) try { Array.prototype.fill.call(o, 0) } catch { }
