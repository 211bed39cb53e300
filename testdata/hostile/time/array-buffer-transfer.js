let b = new ArrayBuffer(2e7)
for (;;) b = b.transfer(b.byteLength === 2e7 ? 2e7 - 1 : 2e7)
