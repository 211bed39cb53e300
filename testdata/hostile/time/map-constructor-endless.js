new Map({ [Symbol.iterator]() { return { next: () => ({ done: false, value: [1, 1] }) } } })
