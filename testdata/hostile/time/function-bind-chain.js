let f = () => 1
for (let i = 0; i < 3e5; i++) f = f.bind(null, i)
for (;;) try { f() } catch { }
