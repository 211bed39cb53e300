const it = { __proto__: Iterator.prototype, next: () => ({ done: false }) }
it.filter(() => false).next()
