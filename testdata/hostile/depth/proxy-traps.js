// Traps that do what they trap.
const h = {}
const p = new Proxy(function () {}, h)
Object.assign(h, { get: (t, k) => p[k], set: (t, k, v) => { p[k] = v; return true }, has: (t, k) => k in p, deleteProperty: (t, k) => delete p[k], apply: () => p(), construct: () => new p(), ownKeys: () => Object.keys(p), getPrototypeOf: () => Object.getPrototypeOf(p), getOwnPropertyDescriptor: (t, k) => Object.getOwnPropertyDescriptor(p, k), defineProperty: (t, k, d) => Object.defineProperty(p, k, d), isExtensible: () => Object.isExtensible(p) })
const operations = [() => p.x, () => { p.x = 1 }, () => 'x' in p, () => delete p.x, () => p(), () => new p(), () => Object.keys(p), () => Object.getPrototypeOf(p), () => Object.getOwnPropertyDescriptor(p, 'x'), () => Object.defineProperty(p, 'x', {}), () => Object.isExtensible(p)]
for (let i = 0; ; i++) { try { operations[i % operations.length]() } catch (e) {} }
