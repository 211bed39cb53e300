const p = new Proxy({}, {})
try { Object.setPrototypeOf(p, p) } catch { }
const q = new Proxy({}, { getPrototypeOf() { return q } })
for (;;) try { ({}).isPrototypeOf.call({}, q) } catch { }
