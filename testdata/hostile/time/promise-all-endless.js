Promise.all({ [Symbol.iterator]() { return { next: () => ({ done: false, value: 1 }) } } })
