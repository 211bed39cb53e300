// valueOf in arithmetic and comparisons.
const o = { valueOf() { return this < this ? 1 : this * 2 } }
for (;;) { try { +o } catch (e) {} }
