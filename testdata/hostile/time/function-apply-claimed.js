for (;;) try { Math.max.apply(null, { length: 2 ** 53 - 1 }) } catch { }
