// Each proxy wraps the last.
let p = {}
for (;;) p = new Proxy(p, {})
