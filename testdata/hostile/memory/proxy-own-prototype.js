// A proxy that is its own prototype: looking up a name never ends.
const p = new Proxy({}, { getPrototypeOf: () => p })
const o = Object.create(new Proxy({}, { get: (t, k, r) => [r, Reflect.get(o, k, r)] }))
try { o.x } catch (e) {}
const q = new Proxy(Object.create(null), {})
Object.setPrototypeOf(q, Object.create(q))
q.missing
