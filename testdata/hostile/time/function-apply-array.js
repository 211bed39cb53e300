const a = new Array(5e5).fill(1)
for (;;) try { Math.max.apply(null, a) } catch { }
