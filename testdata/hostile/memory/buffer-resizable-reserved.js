// Buffers that are small and may become large.
const all = []
for (;;) all.push(new ArrayBuffer(8, { maxByteLength: 1 << 30 }))
