// Descriptors with getters that define.
const d = { get value() { return Object.defineProperty({}, 'x', d) }, get get() { Object.defineProperties({}, { d }) } }
for (;;) { try { Object.defineProperty({}, 'x', d) } catch (e) {} }
