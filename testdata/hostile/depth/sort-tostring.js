// The default order asks for strings, which sort.
const o = { toString() { [o, o].sort(); return '' } }
for (;;) { try { String(o) } catch (e) {} }
