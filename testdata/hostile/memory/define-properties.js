// Properties that are defined, not assigned.
const o = {}
for (let i = 0; ; i++) Object.defineProperty(o, 'p' + i, { value: i, writable: true, enumerable: true, configurable: true })
