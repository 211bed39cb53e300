// for-in over a chain of proxies, each with other keys.
let n = 0
const make = () => new Proxy({}, { ownKeys: () => Array.from({ length: 1000 }, () => 'k' + n++), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), getPrototypeOf: make })
for (const k in make()) k
