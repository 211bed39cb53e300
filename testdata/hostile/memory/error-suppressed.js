// Suppressed errors in a chain.
let e = new Error('0')
for (;;) e = typeof SuppressedError === 'function' ? new SuppressedError(e, new Error('s'), 'm') : new Error('n', { cause: e })
