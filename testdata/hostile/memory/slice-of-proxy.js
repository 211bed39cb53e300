// An array-like says that it is huge and has everything.
Array.prototype.slice.call(new Proxy([], {
  get(_, key) { return key === 'length' ? 2 ** 32 - 1 : key === 'constructor' ? Array : 7 },
  has() { return true },
}))
