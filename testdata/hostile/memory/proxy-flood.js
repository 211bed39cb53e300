// Proxies with handlers of their own.
const all = []
for (;;) all.push(new Proxy({}, { get() {} }))
