const s = 'abcd'.repeat(4e6)
for (;;) Uint8Array.fromBase64(s)
