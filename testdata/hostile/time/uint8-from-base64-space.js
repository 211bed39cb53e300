const s = ' '.repeat(1.6e7)
for (;;) Uint8Array.fromBase64(s)
