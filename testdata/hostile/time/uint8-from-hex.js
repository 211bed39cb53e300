const s = 'ab'.repeat(8e6)
for (;;) Uint8Array.fromHex(s)
