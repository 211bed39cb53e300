const p = new Proxy({}, { ownKeys: () => ({ length: 2 ** 53 - 1 }) })
for (;;) try { Reflect.ownKeys(p) } catch { }
