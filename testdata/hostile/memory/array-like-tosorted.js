// Change by copy of array-likes with a claimed length.
const like = new Proxy({ length: 2 ** 32 - 1 }, {})
for (const m of ['toSorted', 'toReversed', 'toSpliced', 'with']) {
  try { Array.prototype[m].call(like, m === 'with' ? 0 : undefined, 0) } catch (e) { if (e instanceof TypeError) throw e }
}
for (;;) Array.prototype.toSorted.call({ length: 2e7 })
