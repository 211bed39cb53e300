for (;;) { const b = new SharedArrayBuffer(0, { maxByteLength: 4e7 }); b.grow(4e7) }
