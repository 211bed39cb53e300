const o = new BigInt64Array(3e6)
for (;;) try { o.lastIndexOf(1n) } catch { }
