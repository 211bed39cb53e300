const a = []
for (let i = 0; i < 2e6; i++) a[i] = i
Object.defineProperty(a, 0, { configurable: false })
for (;;) { a.length = 1; a.length = 2 ** 32 - 1 }
