// A setter that sets itself.
const o = { set x(v) { this.x = v + 1 } }
for (;;) { try { o.x = 0 } catch (e) {} }
