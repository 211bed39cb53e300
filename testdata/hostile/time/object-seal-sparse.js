const o = []
for (let i = 0; i < 1e5; i++) o[i * 1000] = 1
for (;;) try { Object.seal(o) } catch { }
