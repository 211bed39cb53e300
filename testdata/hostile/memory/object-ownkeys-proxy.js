// ownKeys traps answer with long lists.
const keys = Array.from({ length: 100000 }, (v, i) => 'key' + i)
const p = new Proxy({}, { ownKeys: () => keys, getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })
const all = []
for (;;) all.push(Reflect.ownKeys(p), Object.keys(p))
