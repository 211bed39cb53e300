// Thenables without end.
const t = { then(f) { f(t) } }
Promise.resolve(t)
