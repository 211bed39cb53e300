// Transfers to larger and larger buffers.
let b = new ArrayBuffer(10)
for (;;) { try { b = b.transfer(b.byteLength * 2) } catch (e) { b = new ArrayBuffer(10) } }
