// The uncaught error is a chain of causes and has getters that throw.
let e = new Error('first')
for (let i = 0; i < 100000; i++) e = new Error('e', { cause: e })
Object.defineProperty(e, 'name', { get() { throw e } })
throw e
