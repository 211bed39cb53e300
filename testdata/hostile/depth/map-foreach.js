// forEach of maps and sets that calls itself.
const m = new Map([[1, 2]]), s = new Set([1])
const f = () => m.forEach(g), g = () => s.forEach(f)
for (;;) { try { f() } catch (e) {} }
