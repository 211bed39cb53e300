for (;;) try { Reflect.construct(Array, { length: 2 ** 53 - 1 }) } catch { }
