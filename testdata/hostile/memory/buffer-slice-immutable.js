// Immutable copies of a buffer.
const b = new ArrayBuffer(1e6)
const all = []
for (;;) all.push(b.sliceToImmutable ? b.sliceToImmutable() : b.slice())
