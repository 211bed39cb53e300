// Bytes of texts.
const s = 'QUJD'.repeat(1000000)
const all = []
for (;;) all.push(Uint8Array.fromBase64 ? Uint8Array.fromBase64(s) : new Uint8Array(3e6), Uint8Array.fromHex ? Uint8Array.fromHex('00'.repeat(1000000)) : 0)
