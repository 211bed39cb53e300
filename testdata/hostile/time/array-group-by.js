for (;;) Object.groupBy({ [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }) } } }, x => x)
