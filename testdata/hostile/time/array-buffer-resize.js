const b = new ArrayBuffer(0, { maxByteLength: 4e7 })
for (;;) { b.resize(4e7); b.resize(0) }
