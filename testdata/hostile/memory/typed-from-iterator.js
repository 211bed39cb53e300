// A typed array of an iterator that never ends: a list comes first.
new Uint8Array({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) })
