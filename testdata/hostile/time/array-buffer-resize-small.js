const b = new ArrayBuffer(0, { maxByteLength: 4e7 })
for (let i = 0; ; i++) b.resize(i % 4e7)
