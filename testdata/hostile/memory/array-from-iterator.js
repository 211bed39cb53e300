// Array.from of an iterator that never ends.
Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: {} }) }) })
