const l = Array.from({ length: 3e5 }, (_, i) => 'k' + i)
const p = new Proxy({}, { ownKeys: () => l })
for (;;) Reflect.ownKeys(p)
