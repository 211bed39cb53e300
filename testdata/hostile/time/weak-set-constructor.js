const o = {}
new WeakSet({ [Symbol.iterator]() { return { next: () => ({ done: false, value: o }) } } })
