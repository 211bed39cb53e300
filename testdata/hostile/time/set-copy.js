const s = new Set()
for (let i = 0; i < 3e5; i++) s.add(i)
for (;;) new Set(s)
