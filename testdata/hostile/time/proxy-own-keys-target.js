const t = {}
for (let i = 0; i < 2e5; i++) t['k' + i] = 1
Object.preventExtensions(t)
const p = new Proxy(t, { ownKeys: t => Reflect.ownKeys(t) })
for (;;) Object.keys(p)
