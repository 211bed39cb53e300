// Elements of an ordinary object that are defined, not assigned.
const o = {}
for (let i = 0; ; i++) Object.defineProperty(o, i, { value: i, writable: true, enumerable: true, configurable: true })
