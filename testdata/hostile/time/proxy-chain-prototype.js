let o = {}
for (let i = 0; i < 1e5; i++) o = Object.create(new Proxy(o, {}))
for (;;) try { o.x } catch { }
