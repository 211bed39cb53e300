// Shared buffers.
const all = []
for (;;) all.push(new SharedArrayBuffer(100000))
