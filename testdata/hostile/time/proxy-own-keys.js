// A proxy that claims very many keys.
const keys = Array.from({ length: 1e5 }, (_, i) => 'k' + i)
const p = new Proxy({}, { ownKeys() { return keys } })
for (;;) { Object.keys(p); Reflect.ownKeys(p); ({ ...p }); Object.entries(p) }
