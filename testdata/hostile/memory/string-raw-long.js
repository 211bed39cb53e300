// String.raw with a getter that always has more.
const raw = new Proxy({}, { get: (t, k) => (k === 'length' ? 2 ** 50 : 'w'.repeat(10000)) })
String.raw({ raw }, 1, 2, 3)
