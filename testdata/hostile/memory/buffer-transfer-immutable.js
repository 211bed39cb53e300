// A buffer moved into immutable ones of growing size.
let n = 1e6
const all = []
for (;;) { const b = new ArrayBuffer(n); all.push(b.transferToImmutable ? b.transferToImmutable(n += 1000) : b.transfer(n += 1000)) }
