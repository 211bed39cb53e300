for (;;) try { Reflect.apply(Math.max, null, { length: 1e6 }) } catch { }
