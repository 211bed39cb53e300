// Unions that double.
let s = new Set([0])
for (let i = 1; ; i *= 2) { const t = new Set(); for (const x of s) t.add(x + i); s = s.union(t) }
