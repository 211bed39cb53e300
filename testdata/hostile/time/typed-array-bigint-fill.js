const o = new BigInt64Array(3e6)
for (;;) try { o.fill(7n) } catch { }
