// Views and small buffers that die at once.
for (;;) { const b = new ArrayBuffer(100, { maxByteLength: 10000 }); b.resize(5000); new Uint8Array(b).map((x) => x + 1) }
