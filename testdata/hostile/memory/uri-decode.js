// Decoding of long texts, kept.
const s = '%E2%80%A8'.repeat(300000)
const all = []
for (;;) all.push(decodeURIComponent(s))
