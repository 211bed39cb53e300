// toJSON that asks for JSON.
const o = { toJSON() { return JSON.stringify(this) } }
for (;;) { try { JSON.stringify(o) } catch (e) {} }
