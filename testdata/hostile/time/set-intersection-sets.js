const s = new Set(), t = new Set()
for (let i = 0; i < 2e5; i++) { s.add(i); t.add(i + 1e5) }
for (;;) s.intersection(t)
