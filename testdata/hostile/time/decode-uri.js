// Decoding of long texts.
const s = '%F0%9F%98%80'.repeat(5e5)
for (;;) { decodeURIComponent(s); encodeURIComponent(decodeURI(s)); unescape(s); escape(s) }
