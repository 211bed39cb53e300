// Growable shared buffers, each grown.
const all = []
for (;;) { const b = new SharedArrayBuffer(16, { maxByteLength: 1 << 20 }); b.grow(1 << 12); b.grow(1 << 16); all.push(b) }
