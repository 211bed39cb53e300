// Buffers that stay.
const all = []
for (;;) all.push(new ArrayBuffer(1000))
