for (;;) new AggregateError({ [Symbol.iterator]() { return { next: () => ({ done: false, value: 1 }) } } })
