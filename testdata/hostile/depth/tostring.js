// toString that asks for its own string.
const o = { toString() { return '' + this } }
for (;;) { try { String(o) } catch (e) {} }
