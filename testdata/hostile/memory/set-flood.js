// One set of doubles.
const s = new Set()
for (let i = 0.5; ; i++) s.add(i)
