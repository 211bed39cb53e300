let o = []
for (let i = 0; i < 3e5; i++) o = new Proxy(o, {})
for (;;) try { Array.isArray(o) } catch { }
