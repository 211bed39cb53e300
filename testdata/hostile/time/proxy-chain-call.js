let o = () => { }
for (let i = 0; i < 1e5; i++) o = new Proxy(o, {})
for (;;) try { o() } catch { }
