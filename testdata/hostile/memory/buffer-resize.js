// One buffer changes its size for ever.
const b = new ArrayBuffer(0, { maxByteLength: 50000000 })
for (let i = 0; ; i++) b.resize(i % 2 ? 50000000 : 0)
