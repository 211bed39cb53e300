Math.sumPrecise({ [Symbol.iterator]() { return { next: () => ({ done: false, value: 1e-300 }) } } })
