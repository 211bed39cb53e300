// Symbol.toPrimitive through keys, templates and dates.
const o = { [Symbol.toPrimitive](h) { return h === 'number' ? new Date(this) : `${{}[this]}` } }
for (;;) { try { o + 1 } catch (e) {} try { o * 1 } catch (e) {} }
