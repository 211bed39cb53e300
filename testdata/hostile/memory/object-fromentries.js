// An iterator of entries that never ends.
let i = 0
Object.fromEntries({ [Symbol.iterator]: () => ({ next: () => ({ value: ['e' + i++, i], done: false }) }) })
