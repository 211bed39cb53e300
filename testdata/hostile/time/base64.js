// Base64 and hex of large arrays.
const a = new Uint8Array(1e7)
for (;;) { Uint8Array.fromBase64(a.toBase64()); a.setFromHex(a.subarray(0, 4e6).toHex()) }
