// Proxies that die at once.
for (;;) { const p = new Proxy({}, { get: () => [1] }); p.x; p.y }
