// Transfers back and forth between kinds, views kept.
const all = []
let b = new ArrayBuffer(100000, { maxByteLength: 200000 })
for (;;) { b = b.transferToFixedLength(); all.push(new DataView(b)); b = b.transfer() }
