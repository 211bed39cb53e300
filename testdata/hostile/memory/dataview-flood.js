// Views over growing buffers.
const all = []
const b = new ArrayBuffer(8, { maxByteLength: 1 << 20 })
for (;;) all.push(new DataView(b), new Uint8Array(b))
