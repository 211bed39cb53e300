const a = new Uint8Array(1e7), s = 'ab'.repeat(8e6)
for (;;) a.setFromHex(s)
