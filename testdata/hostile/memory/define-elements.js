// Elements that are defined, not assigned.
const a = []
for (let i = 0; ; i++) Object.defineProperty(a, i, { value: i, writable: true, enumerable: true, configurable: true })
