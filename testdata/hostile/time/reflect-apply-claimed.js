for (;;) try { Reflect.apply(Math.max, null, { length: 2 ** 53 - 1 }) } catch { }
