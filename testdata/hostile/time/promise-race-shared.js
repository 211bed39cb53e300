const q = new Promise(() => { })
Promise.race({ [Symbol.iterator]() { return { next: () => ({ done: false, value: q }) } } })
