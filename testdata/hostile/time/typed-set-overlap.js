// Copies between typed arrays of other types on one buffer.
const b = new ArrayBuffer(3e7)
const a = new Float64Array(b, 0, 3e6), c = new Uint8Array(b, 8, 3e6), d = new BigInt64Array(b, 0, 1e6), e = new BigUint64Array(b, 8, 1e6)
for (;;) { a.set(c); c.set(a); d.set(e); new Float32Array(a); c.toReversed(); a.toSorted() }
