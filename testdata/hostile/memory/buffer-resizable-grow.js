// Many buffers grow in turn.
const all = []
for (let i = 0; ; i++) { const b = new ArrayBuffer(1, { maxByteLength: 1000000 }); for (let n = 1; n < 1000000; n *= 10) b.resize(n); all.push(b) }
