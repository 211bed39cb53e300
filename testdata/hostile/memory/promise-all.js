// Promise.all of an iterator that never ends.
Promise.all({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) })
