const s = new Set([0])
for (const v of s) s.add(v + 1)
