const a = new Uint8Array(1e7)
for (;;) a.toHex()
