// Causes in a chain.
let e = new Error('first')
for (;;) e = new Error('next', { cause: e })
