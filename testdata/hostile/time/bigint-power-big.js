for (;;) try { 7n ** (2n ** 64n) } catch { }
