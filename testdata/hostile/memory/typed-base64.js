// Texts of bytes.
const t = new Uint8Array(3000000)
const all = []
for (;;) all.push(t.toHex ? t.toHex() : t.join(), t.toBase64 ? t.toBase64() : '')
