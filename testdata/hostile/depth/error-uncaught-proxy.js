// The uncaught value is a proxy that traps everything with itself.
const p = new Proxy({}, { get: () => p, getPrototypeOf: () => p, ownKeys: () => [p], has: () => p, getOwnPropertyDescriptor: () => p })
throw p
